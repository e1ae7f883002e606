package org.scissionlite.cli.train;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.scissionlite.cli.terminal.ProgressPace;
import org.scissionlite.training.EpochReport;
import org.scissionlite.training.TrainingListener;

/**
 * Tells of every epoch of a training, of its first step, and every ten seconds of the steps
 * between, each with the time left.
 */
public final class TrainingProgress implements TrainingListener {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final String accuracy;
  private final Consumer<String> teller;
  private final LongSupplier clock;
  private ProgressPace pace;
  private long before = -1;

  /**
   * @param accuracy what is counted as right, such as "accuracy on 'val'"
   */
  public TrainingProgress(String accuracy, Consumer<String> teller) {
    this(accuracy, teller, System::nanoTime);
  }

  public TrainingProgress(String accuracy, Consumer<String> teller, LongSupplier clock) {
    this.accuracy = accuracy;
    this.teller = teller;
    this.clock = clock;
    this.pace = new ProgressPace(INTERVAL, clock);
  }

  @Override
  public void resumed(EpochReport last) {
    pace = new ProgressPace(INTERVAL, clock);
    tell("goes on after epoch %d of %d, where it was stopped", last.epoch(), last.epochs());
  }

  @Override
  public void afterStep(long step, long steps, double loss) {
    boolean first = before < 0;
    before = first ? step - 1 : before;
    if (pace.isDue() || first) {
      tell(
          "step %,d of %,d: loss %.3f; %.0f s left",
          step, steps, loss, pace.secondsLeft(step - before, steps - before));
    }
  }

  @Override
  public void afterEpoch(EpochReport epoch) {
    String bytes =
        epoch.wireBytes() > 0
            ? String.format(Locale.ROOT, ", %,.0f bytes an image", epoch.wireBytes())
            : "";
    if (epoch.epoch() == 0) {
      pace = new ProgressPace(INTERVAL, clock);
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
    teller.accept(String.format(Locale.ROOT, format, values));
  }
}
