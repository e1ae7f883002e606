package org.scissionlite.cli.benchmark;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.scissionlite.cli.terminal.Progress;
import org.scissionlite.cli.terminal.ProgressPace;
import org.scissionlite.profile.measure.BenchmarkListener;

/** Tells a benchmark's phase and the time left, every two seconds. */
final class BenchmarkProgress implements BenchmarkListener {
  private final Consumer<String> teller;
  private final ProgressPace pace = new ProgressPace(Duration.ofSeconds(2), System::nanoTime);

  BenchmarkProgress(Consumer<String> teller) {
    this.teller = teller;
  }

  @Override
  public void resumed(int blocks) {
    teller.accept("goes on after block %d, where it was stopped".formatted(blocks));
  }

  @Override
  public void at(Progress progress) {
    if (pace.isDue()) {
      teller.accept(
          String.format(
              Locale.ROOT,
              "%s: %d of %d, %.0f s left",
              progress.phase(),
              progress.done(),
              progress.total(),
              progress.leftNanos() / 1e9));
    }
  }
}
