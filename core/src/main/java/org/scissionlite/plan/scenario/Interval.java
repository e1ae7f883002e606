package org.scissionlite.plan.scenario;

import org.scissionlite.error.UsageException;

/**
 * How sure a predicted latency is.
 *
 * @param lowNanos 95 of 100 runs take at least so long, as far as the profiles tell
 * @param highNanos 95 of 100 runs take at most so long, as far as they tell; equal to the latency
 *     where the profiles hold no spread
 * @param tiesWithBest whether the measurements cannot tell this scenario apart from the best one
 */
public record Interval(long lowNanos, long highNanos, boolean tiesWithBest) {
  public Interval {
    if (lowNanos < 0 || highNanos < lowNanos) {
      throw new UsageException(
          "interval: expected 0 <= low <= high, got %d and %d ns".formatted(lowNanos, highNanos));
    }
  }
}
