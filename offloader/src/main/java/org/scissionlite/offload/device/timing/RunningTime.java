package org.scissionlite.offload.device.timing;

/**
 * How long something takes of late: a running mean and a running deviation, as TCP keeps them of
 * round trips (RFC 6298), so that no history is stored. Thread-safe.
 *
 * <p>After runs of 10, 10 and 18 ms the mean is 11 ms and the deviation 3 ms; the next run is
 * expected to end within 11 + 3 x 3 = 20 ms.
 */
public final class RunningTime {
  private static final double MEAN_WEIGHT = 1.0 / 8;
  private static final double DEVIATION_WEIGHT = 1.0 / 4;
  private static final double FIRST_DEVIATION = 1.0 / 6;
  private static final int DEVIATIONS = 3;

  private double mean;
  private double deviation;
  private boolean known;

  /** Takes note of one run. */
  public synchronized void took(long nanos) {
    if (known) {
      deviation += DEVIATION_WEIGHT * (Math.abs(nanos - mean) - deviation);
      mean += MEAN_WEIGHT * (nanos - mean);
    } else {
      mean = nanos;
      deviation = FIRST_DEVIATION * nanos;
      known = true;
    }
  }

  /** Whether a run was noted. */
  public synchronized boolean isKnown() {
    return known;
  }

  /** The running mean; 0 before the first run. */
  public synchronized long meanNanos() {
    return Math.round(mean);
  }

  /** What hardly any run exceeds: mean and three deviations; 0 before the first run. */
  public synchronized long mostNanos() {
    return Math.round(mean + DEVIATIONS * deviation);
  }
}
