package org.scissionlite.offload.link;

import java.time.Duration;
import org.scissionlite.error.UsageException;

/**
 * How fast a link is, the same in both directions.
 *
 * @param megabitsPerSecond its rate: at 60 Mbit/s 150,528 bytes take 20.07 ms
 * @param roundTrip what a byte and its answer take at least; half of it each way
 */
public record LinkConditions(double megabitsPerSecond, Duration roundTrip) {
  public LinkConditions {
    if (!(megabitsPerSecond > 0) || Double.isInfinite(megabitsPerSecond)) {
      throw new UsageException(
          "expected a link rate above 0 Mbit/s, got %s".formatted(megabitsPerSecond));
    }
    if (roundTrip.isNegative()) {
      throw new UsageException(
          "expected a round-trip time of 0 ms or more, got %s".formatted(roundTrip));
    }
  }

  /** How long the bytes take to enter the link. */
  long serialisationNanos(long bytes) {
    return Math.round(bytes * 8 * 1000 / megabitsPerSecond);
  }

  /** How long a byte travels. */
  long delayNanos() {
    return roundTrip.toNanos() / 2;
  }
}
