package org.scissionlite.profile.measure;

import java.time.Duration;
import org.scissionlite.profile.ProfileChecks;

/**
 * How often the inputs of a system come, beside the hot loop in which everything is measured.
 *
 * @param interval from one to the next; zero for back to back alone
 * @param fromStart whether the process has just begun, so that its first runs show what it takes
 *     before code is compiled
 */
public record Pace(Duration interval, boolean fromStart) {
  /** Nothing but the hot loop. */
  public static final Pace BACK_TO_BACK = new Pace(Duration.ZERO, false);

  public Pace {
    ProfileChecks.present(interval, "interval");
    ProfileChecks.atLeast(0, interval.toNanos(), "interval in nanoseconds");
  }

  boolean isBackToBack() {
    return interval.isZero();
  }
}
