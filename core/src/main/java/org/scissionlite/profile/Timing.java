package org.scissionlite.profile;

import java.util.Arrays;
import java.util.List;
import org.scissionlite.error.UsageException;

/**
 * A measured duration.
 *
 * @param medianNanos the middle sample
 * @param p95Nanos 95 % of the samples are at most this long
 * @param spreadNanos the median distance of the samples from their median (MAD)
 * @param samples how many samples it stands on
 */
public record Timing(long medianNanos, long p95Nanos, long spreadNanos, int samples) {
  public Timing {
    if (medianNanos < 0 || p95Nanos < medianNanos || spreadNanos < 0 || samples < 0) {
      throw new UsageException(
          "timing: median %d ns, p95 %d ns, spread %d ns, %d samples: expected 0 <= median <= p95"
              .formatted(medianNanos, p95Nanos, spreadNanos, samples));
    }
  }

  /** No time at all, of something that is not done. */
  public static Timing none() {
    return new Timing(0, 0, 0, 0);
  }

  /** The timing of samples in nanoseconds; at least one. */
  public static Timing of(List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    long median = quantile(sorted, 0.5);
    long[] distances =
        Arrays.stream(sorted).map(sample -> Math.abs(sample - median)).sorted().toArray();
    return new Timing(median, quantile(sorted, 0.95), quantile(distances, 0.5), sorted.length);
  }

  private static long quantile(long[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  /** This timing on a system that takes a multiple of the time. */
  public Timing times(double factor) {
    return new Timing(
        Math.round(medianNanos * factor),
        Math.round(p95Nanos * factor),
        Math.round(spreadNanos * factor),
        samples);
  }

  /** This timing without a fixed part of each sample, such as the way into an engine. */
  public Timing minus(long nanos) {
    long median = Math.max(0, medianNanos - nanos);
    return new Timing(median, Math.max(median, p95Nanos - nanos), spreadNanos, samples);
  }

  /** This timing, or a shorter one whose median is as long as a limit. */
  public Timing atMost(long nanos) {
    return medianNanos <= nanos ? this : times((double) nanos / medianNanos);
  }

  public double medianMillis() {
    return medianNanos / 1e6;
  }
}
