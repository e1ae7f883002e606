package org.scissionlite.plan.capacity;

import org.scissionlite.error.UsageException;

/**
 * What answers the requests: one queue, from which each run takes what waits.
 *
 * @param runs how many go on at a time
 * @param batch how many requests a run answers at most
 * @param delaySeconds how long a request that could be run waits for others
 */
public record Servers(int runs, int batch, double delaySeconds) {
  public Servers {
    if (runs < 1 || batch < 1) {
      throw new UsageException(
          "expected a run and a request in it or more, got %d and %d".formatted(runs, batch));
    }
    if (!Double.isFinite(delaySeconds) || delaySeconds < 0) {
      throw new UsageException("expected a batch delay of 0 s or more, got " + delaySeconds);
    }
  }

  /** A run for each request. */
  public static Servers of(int runs) {
    return new Servers(runs, 1, 0);
  }

  /** The same with another number of runs at a time. */
  public Servers with(int value) {
    return new Servers(value, batch, delaySeconds);
  }
}
