package org.scissionlite.cli.evaluate;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.scissionlite.cli.terminal.ProgressPace;
import org.scissionlite.training.EpochReport;
import org.scissionlite.training.TrainingListener;

/** Tells how far an attack's training is, after its first step and every five seconds. */
public final class AttackProgress implements TrainingListener {
  private final String subject;
  private final Consumer<String> teller;
  private final ProgressPace pace = new ProgressPace(Duration.ofSeconds(5), System::nanoTime);
  private long before = -1;

  public AttackProgress(String subject, Consumer<String> teller) {
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
    boolean first = before < 0;
    before = first ? step - 1 : before;
    if (step < steps && (pace.isDue() || first)) {
      teller.accept(
          String.format(
              Locale.ROOT,
              "attack on %s: step %,d of %,d, loss %.4f, %.0f s left",
              subject,
              step,
              steps,
              loss,
              pace.secondsLeft(step - before, steps - before)));
    }
  }
}
