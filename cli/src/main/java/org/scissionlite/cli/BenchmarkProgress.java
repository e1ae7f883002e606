package org.scissionlite.cli;

import java.util.Locale;
import java.util.function.Consumer;
import org.scissionlite.profile.BenchmarkListener;

/** Tells a benchmark's progress with the time left, every two seconds and at the end of a phase. */
final class ProgressLine implements BenchmarkListener {
  private static final long EVERY_NANOS = 2_000_000_000L;

  private final Consumer<String> teller;
  private long lastTold = System.nanoTime();

  ProgressLine(Consumer<String> teller) {
    this.teller = teller;
  }

  @Override
  public void resumed(int blocks) {
    teller.accept("goes on after block %d, where it was stopped".formatted(blocks));
  }

  @Override
  public void at(Progress progress) {
    long now = System.nanoTime();
    if (now - lastTold >= EVERY_NANOS) {
      lastTold = now;
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
