package org.scissionlite.offload.adaptive.decision;

import java.util.Locale;

/**
 * A decision for another step of a way's dial.
 *
 * @param way whose dial it is
 * @param former the step until now
 * @param step from now on
 * @param nanos what an image is forecast to take at that
 * @param formerNanos the same at the former
 * @param megabits of the link, a second
 */
public record Turn(
    Way way, int former, int step, double nanos, double formerNanos, double megabits) {
  /** The decision in one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "step %d (was %d) of %d of %s: %.3g Mbit/s, %.0f ms for %.0f",
        step,
        former,
        way.ladder().size(),
        way.name(),
        megabits,
        nanos / 1e6,
        formerNanos / 1e6);
  }
}
