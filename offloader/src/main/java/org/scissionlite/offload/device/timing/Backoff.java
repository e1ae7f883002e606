package org.scissionlite.offload.device.timing;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before something that failed is tried again: twice as long after each failure in
 * a row, up to a limit, and each time up to half of it less by chance, so that a thousand devices
 * do not come back in the same moment.
 *
 * <p>From 50 ms to 5 s: 25 to 50 ms after the first failure, 50 to 100 after the second, 2.5 to 5 s
 * after the eighth and all others.
 *
 * @param first the longest wait after one failure
 * @param most the longest of all
 * @param chance from 0 to 1
 */
public record Backoff(Duration first, Duration most, DoubleSupplier chance) {
  /**
   * The wait.
   *
   * @param failures in a row; at least 1
   */
  public Duration after(int failures) {
    double doubled = first.toNanos() * Math.pow(2, failures - 1);
    double longest = Math.min((double) most.toNanos(), doubled);
    return Duration.ofNanos(Math.round(longest * (1 - chance.getAsDouble() / 2)));
  }
}
