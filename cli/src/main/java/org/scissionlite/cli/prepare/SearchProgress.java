package org.scissionlite.cli.prepare;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.scissionlite.cli.terminal.ProgressPace;
import org.scissionlite.training.search.SearchListener;
import org.scissionlite.training.search.trial.SearchTrial;

/** Tells of every trial of a search, and how long the rest takes at most. */
final class SearchProgress implements SearchListener {
  private final Consumer<String> teller;
  private final ProgressPace pace = new ProgressPace(Duration.ZERO, System::nanoTime);
  private int before;

  SearchProgress(Consumer<String> teller) {
    this.teller = teller;
  }

  @Override
  public void resumed(int trials) {
    before = trials;
    teller.accept("goes on after trial %d, where it was stopped".formatted(trials));
  }

  @Override
  public void afterTrial(SearchTrial trial, int done, int most) {
    teller.accept(
        String.format(
            Locale.ROOT,
            "trial %d of at most %d: %s; %.0f s left",
            done,
            most,
            text(trial),
            pace.secondsLeft(done - before, most - before)));
  }

  /** A trial in words. */
  static String text(SearchTrial trial) {
    return String.format(
        Locale.ROOT,
        "%s sends %,.0f bytes, drop %.2f points (%d of %d answers changed, %.2f points expected)",
        trial.spec(),
        trial.meanBytes(),
        trial.dropPoints(),
        trial.answers().changed(),
        trial.images(),
        trial.expectedDropPoints());
  }
}
