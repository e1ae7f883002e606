package org.scissionlite.benchmarks.load;

import java.util.List;

/**
 * What devices got.
 *
 * @param answers that came
 * @param refused requests without an answer
 * @param perSecond answers a second
 * @param meanMillis from the image to its answer
 * @param p50Millis half of them were no slower
 * @param p95Millis 95 of 100 were no slower
 * @param p99Millis 99 of 100 were no slower
 */
public record Measured(
    int answers,
    int refused,
    double perSecond,
    double meanMillis,
    double p50Millis,
    double p95Millis,
    double p99Millis) {
  static Measured of(List<Long> nanos, int refused, double seconds) {
    if (nanos.isEmpty()) {
      return new Measured(0, refused, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    List<Long> sorted = nanos.stream().sorted().toList();
    return new Measured(
        sorted.size(),
        refused,
        sorted.size() / seconds,
        sorted.stream().mapToLong(each -> each).average().orElseThrow() / 1e6,
        at(sorted, 0.5),
        at(sorted, 0.95),
        at(sorted, 0.99));
  }

  private static double at(List<Long> sorted, double share) {
    return sorted.get((int) Math.round(share * (sorted.size() - 1))) / 1e6;
  }
}
