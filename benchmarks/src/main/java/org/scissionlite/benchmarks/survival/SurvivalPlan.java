package org.scissionlite.benchmarks.survival;

import java.time.Duration;
import java.util.List;

/**
 * How much is tried.
 *
 * @param images how many are answered
 * @param interval from one image to the next
 * @param deadline of each answer
 * @param calm the longest time without a fault
 * @param shortest of the faults that last
 * @param longest of the faults that last
 * @param seed of the faults
 * @param first kinds that come first, in this order
 */
record SurvivalPlan(
    int images,
    Duration interval,
    Duration deadline,
    Duration calm,
    Duration shortest,
    Duration longest,
    long seed,
    List<Fault.Kind> first) {
  SurvivalPlan {
    first = List.copyOf(first);
  }

  /** Twenty images a second, faults of 0.1 to 30 s. */
  static SurvivalPlan whole(int images, long seed) {
    return new SurvivalPlan(
        images,
        Duration.ofMillis(50),
        Duration.ofMillis(500),
        Duration.ofSeconds(6),
        Duration.ofMillis(100),
        Duration.ofSeconds(30),
        seed,
        List.of());
  }
}
