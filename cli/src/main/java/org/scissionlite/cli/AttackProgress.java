package org.scissionlite.cli;

import java.util.Locale;
import java.util.function.Consumer;
import org.scissionlite.training.EpochReport;
import org.scissionlite.training.TrainingListener;

/** Tells how far an attack's training is, every five seconds. */
final class AttackProgress implements TrainingListener {
  private static final double INTERVAL_SECONDS = 5;

  private final String subject;
  private final Consumer<String> teller;
  private final long startNanos = System.nanoTime();
  private double told;

  AttackProgress(String subject, Consumer<String> teller) {
    this.subject = subject;
    this.teller = teller;
  }

  @Override
  public void resumed(EpochReport last) {
    teller.accept(
        "attack on %s: goes on after epoch %d of %d, where it was stopped"
            .formatted(subject, last.epoch(), last.epochs()));
  }

  @Override
  public void afterStep(long step, long steps, double loss) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    if (seconds - told >= INTERVAL_SECONDS && step < steps) {
      told = seconds;
      teller.accept(
          String.format(
              Locale.ROOT,
              "attack on %s: step %,d of %,d, loss %.4f, %.0f s left",
              subject,
              step,
              steps,
              loss,
              seconds / step * (steps - step)));
    }
  }
}
