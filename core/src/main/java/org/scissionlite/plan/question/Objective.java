package org.scissionlite.plan.question;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.scissionlite.error.UsageException;
import org.scissionlite.plan.scenario.Metric;

/**
 * What to minimise: a weighted sum of metrics, nanoseconds and bytes. With latency=1 and bytes=100,
 * a byte is worth 100 ns: 158,828 bytes weigh as much as 15.9 ms.
 *
 * @param weights at least one above 0, none negative
 */
public record Objective(Map<Metric, Double> weights) {
  public Objective {
    Map<Metric, Double> copy = new EnumMap<>(Metric.class);
    copy.putAll(weights);
    copy.values().removeIf(weight -> weight == 0);
    weights = Collections.unmodifiableMap(copy);
    if (weights.isEmpty()
        || weights.values().stream().anyMatch(weight -> !(weight > 0 && weight <= 1e12))) {
      throw new UsageException(
          "objective: expected weights from 0 to 1e12, one of them above 0, got " + weights);
    }
  }

  /** The shortest time from input to answer. */
  public static Objective latency() {
    return only(Metric.LATENCY);
  }

  /** The highest number of requests a second through the pipeline. */
  public static Objective throughput() {
    return only(Metric.BOTTLENECK);
  }

  /** One metric alone. */
  public static Objective only(Metric metric) {
    return new Objective(Map.of(metric, 1.0));
  }

  /**
   * Reads "latency", "throughput" or "latency=1,bytes=100".
   *
   * @throws UsageException for an unknown metric or a weight that is no number from 0 to 1e12
   */
  public static Objective parse(String text) {
    if (text.equals("throughput")) {
      return throughput();
    }
    return new Objective(
        Arrays.stream(text.split(",", -1))
            .map(part -> part.strip().split("=", 2))
            .collect(
                Collectors.toMap(
                    part -> Metric.named(part[0]),
                    part -> part.length == 1 ? 1 : weight(part[1]),
                    Double::sum)));
  }

  private static double weight(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UsageException("objective: expected a weight such as 0.5, got '" + text + "'", e);
    }
  }

  /** The weight of a metric; 0 where it does not count. */
  public double weight(Metric metric) {
    return weights.getOrDefault(metric, 0.0);
  }

  @Override
  public String toString() {
    return weights.entrySet().stream()
        .map(
            entry ->
                entry.getValue() == 1
                    ? entry.getKey().toString()
                    : entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
