package org.scissionlite.cli.optimise;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.scissionlite.cli.terminal.ProgressPace;

/**
 * How long a joint search will take: the rest of this stage by its trials, the other stages by
 * those that are done. The first trial of a stage, or of another kind of layer in it, is not
 * counted, as layers are fitted before it.
 */
final class StageClock {
  private final LongSupplier clock;
  private ProgressPace trials;
  private int before;
  private int last;
  private long startNanos;
  private long doneNanos;
  private int done;

  /**
   * @param clock in nanoseconds, never backwards
   */
  StageClock(LongSupplier clock) {
    this.clock = clock;
  }

  /** A stage begins. */
  void begin() {
    startNanos = clock.getAsLong();
    trials = null;
  }

  /** It ends. */
  void end() {
    doneNanos += clock.getAsLong() - startNanos;
    done++;
  }

  /**
   * After a trial, what is left in words; empty where nothing can be said yet.
   *
   * @param trial its number, with those made in earlier runs
   * @param most trials of this stage
   * @param others stages that may follow
   */
  String left(int trial, int most, int others) {
    boolean begins = trials == null || trial <= last;
    last = trial;
    if (begins) {
      trials = new ProgressPace(Duration.ZERO, clock);
      before = trial;
      return "";
    }
    double here = Math.max(0, trials.secondsLeft(trial - before, most - before));
    String behind =
        others == 0 || done == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", and at most %,.0f s for %d other cuts",
                others * (doneNanos / 1e9 / done),
                others);
    return String.format(Locale.ROOT, "%,.0f s left%s", here, behind);
  }
}
