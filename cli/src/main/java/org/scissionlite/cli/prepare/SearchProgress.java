package org.scissionlite.cli.prepare;

import java.util.Locale;
import java.util.function.Consumer;
import org.scissionlite.cli.terminal.Countdown;
import org.scissionlite.evidence.ImageUse;
import org.scissionlite.evidence.Loss;
import org.scissionlite.training.search.SearchListener;
import org.scissionlite.training.search.trial.MeasuredDrop;
import org.scissionlite.training.search.trial.SearchTrial;

/** Tells of every trial of a search, and how long the rest takes. */
final class SearchProgress implements SearchListener {
  private final Consumer<String> teller;
  private final Countdown countdown = new Countdown(System::nanoTime);
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
    afterTrial(trial, ImageUse.CHOICE, done, most);
  }

  @Override
  public void afterTrial(SearchTrial trial, ImageUse use, int done, int most) {
    teller.accept(
        String.format(
            Locale.ROOT,
            "trial %d of about %d on %,d images %s: %s; %.0f s left",
            done,
            Math.max(done, most),
            trial.images(),
            use == ImageUse.CHOICE ? "to choose on" : "to confirm with",
            text(trial),
            countdown.secondsLeft(done - before, Math.max(done, most) - before)));
  }

  /** A trial in words. */
  static String text(SearchTrial trial) {
    return String.format(
        Locale.ROOT,
        "%s sends %,.0f bytes; expected drop %.2f +- %.2f points: %s",
        trial.spec(),
        trial.meanBytes(),
        trial.expectedDropPoints(),
        100 * trial.expectedDrop().deviation(),
        trial.measured() == null ? counted(trial) : measured(trial.measured()));
  }

  private static String measured(MeasuredDrop drop) {
    return String.format(
        Locale.ROOT,
        "%.2f points of %s lost there, with one draw in 20 above %.2f",
        drop.points(),
        drop.measure(),
        drop.atMostOneIn20());
  }

  private static String counted(SearchTrial trial) {
    Loss loss = trial.answers().loss(ImageUse.CONFIRMATION);
    String counted =
        trial.answers().labelled()
            ? String.format(
                Locale.ROOT,
                ", %.2f points lost there (95 %% interval %.2f to %.2f)",
                trial.dropPoints(),
                100 * loss.low(),
                100 * loss.high())
            : "";
    return "%d answers changed%s".formatted(trial.answers().changed(), counted);
  }
}
