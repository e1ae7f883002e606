package org.scissionlite.cli;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.scissionlite.training.EpochReport;
import org.scissionlite.training.TrainingListener;

/** Tells of every epoch of a training, and every ten seconds of the steps between. */
final class TrainingProgress implements TrainingListener {
  private static final long INTERVAL_NANOS = 10_000_000_000L;

  private final String accuracy;
  private final Consumer<String> teller;
  private final LongSupplier clock;
  private long toldNanos;

  /**
   * @param accuracy what is counted as right, such as "accuracy on 'val'"
   */
  TrainingProgress(String accuracy, Consumer<String> teller) {
    this(accuracy, teller, System::nanoTime);
  }

  TrainingProgress(String accuracy, Consumer<String> teller, LongSupplier clock) {
    this.accuracy = accuracy;
    this.teller = teller;
    this.clock = clock;
    this.toldNanos = clock.getAsLong();
  }

  @Override
  public void resumed(EpochReport last) {
    tell("goes on after epoch %d of %d, where it was stopped", last.epoch(), last.epochs());
  }

  @Override
  public void afterStep(long step, long steps, double loss) {
    if (clock.getAsLong() - toldNanos >= INTERVAL_NANOS) {
      tell("step %,d of %,d: loss %.3f", step, steps, loss);
    }
  }

  @Override
  public void afterEpoch(EpochReport epoch) {
    String bytes =
        epoch.wireBytes() > 0
            ? String.format(Locale.ROOT, ", %,.0f bytes an image", epoch.wireBytes())
            : "";
    if (epoch.epoch() == 0) {
      tell(
          "before training: loss on validation images %.3f, %s %.1f %%%s",
          epoch.validationLoss(), accuracy, 100 * epoch.accuracy(), bytes);
      return;
    }
    tell(
        "epoch %d of %d: loss %.3f, on validation images %.3f, %s %.1f %%%s; %.0f s left",
        epoch.epoch(),
        epoch.epochs(),
        epoch.trainingLoss(),
        epoch.validationLoss(),
        accuracy,
        100 * epoch.accuracy(),
        bytes,
        epoch.secondsLeft());
  }

  private void tell(String format, Object... values) {
    toldNanos = clock.getAsLong();
    teller.accept(String.format(Locale.ROOT, format, values));
  }
}
