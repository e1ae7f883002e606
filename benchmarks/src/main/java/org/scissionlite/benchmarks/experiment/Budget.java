package org.scissionlite.benchmarks.experiment;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long an experiment may take: what has begun is ended, nothing is begun after it.
 *
 * @param nanos a clock that never goes back
 * @param endNanos by that clock
 */
public record Budget(LongSupplier nanos, long endNanos) {
  /** A budget that begins now. */
  public static Budget of(Duration time, LongSupplier nanos) {
    return new Budget(nanos, nanos.getAsLong() + time.toNanos());
  }

  /** Whether nothing more may begin. */
  public boolean isUsed() {
    return nanos.getAsLong() - endNanos >= 0;
  }
}
