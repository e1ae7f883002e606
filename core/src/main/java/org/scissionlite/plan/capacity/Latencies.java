package org.scissionlite.plan.capacity;

import java.util.Arrays;

/**
 * How long requests took on the edge, from arrival to answer.
 *
 * @param meanSeconds of all
 * @param p50Seconds half of them were no slower
 * @param p95Seconds 95 of 100 were no slower
 * @param p99Seconds 99 of 100 were no slower
 * @param utilization share of the time in which a run goes on, of all that may
 * @param meanBatch requests of a run
 */
public record Latencies(
    double meanSeconds,
    double p50Seconds,
    double p95Seconds,
    double p99Seconds,
    double utilization,
    double meanBatch) {
  /** The figures of some latencies, in any order. */
  static Latencies of(double[] seconds, double utilization, double meanBatch) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return new Latencies(
        Arrays.stream(sorted).average().orElseThrow(),
        at(sorted, 0.5),
        at(sorted, 0.95),
        at(sorted, 0.99),
        utilization,
        meanBatch);
  }

  /** The same where every request takes some time more without keeping a run busy. */
  public Latencies later(double seconds) {
    return new Latencies(
        meanSeconds + seconds,
        p50Seconds + seconds,
        p95Seconds + seconds,
        p99Seconds + seconds,
        utilization,
        meanBatch);
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
  }
}
