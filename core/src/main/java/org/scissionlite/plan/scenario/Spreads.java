package org.scissionlite.plan.scenario;

import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Timing;

/**
 * How far single runs of a system's blocks stray from their medians.
 *
 * <p>What slows a machine down slows all blocks of a run together: its clock, its caches, another
 * program. So their deviations add up, not their variances: a model of 0.66 ms whose 95th
 * percentile is 1.01 ms is 53 % above its median in a bad run, and so is each part of it. The
 * spread is the whole model's own; only where that was not measured do the blocks' own spreads add
 * up.
 *
 * @param above the median in a bad run, as a share of it
 * @param below the median in a good one
 */
record Spreads(double above, double below) {
  private static final double DEVIATIONS_PER_MAD = 1.4826;

  /** Of a normal distribution, in standard deviations: 95 of 100 stay below. */
  static final double QUANTILE_95 = 1.645;

  static Spreads of(Profile profile) {
    Timing whole = profile.wholeModel();
    if (whole.medianNanos() > 0 && whole.samples() > 0) {
      return of((double) whole.medianNanos(), above(whole), below(whole));
    }
    double sum = 0;
    double above = 0;
    double below = 0;
    for (BlockProfile block : profile.blocks()) {
      sum += block.execution().medianNanos();
      above += above(block.execution());
      below += below(block.execution());
    }
    return of(sum, above, below);
  }

  private static Spreads of(double nanos, double above, double below) {
    return nanos == 0 ? new Spreads(0, 0) : new Spreads(above / nanos, below / nanos);
  }

  /** Nanoseconds from the median to what 95 of 100 runs keep to. */
  static double above(Timing timing) {
    return Math.max((double) (timing.p95Nanos() - timing.medianNanos()), normal(timing));
  }

  /** Nanoseconds from the median to what only 5 of 100 runs stay below; never more than it. */
  static double below(Timing timing) {
    return Math.min((double) timing.medianNanos(), normal(timing));
  }

  /** What the two would be for normally distributed times of this median distance. */
  private static double normal(Timing timing) {
    return QUANTILE_95 * DEVIATIONS_PER_MAD * timing.spreadNanos();
  }
}
