package org.scissionlite.offload.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.stream.LongStream;
import org.scissionlite.offload.http.HttpAnswer;
import org.scissionlite.offload.http.Route;

/**
 * The meters of one process, and where Prometheus reads them. Meters are made when they are first
 * used; what they are called is a promise (docs/edge.md).
 */
final class Meters {
  /** Where Prometheus looks. */
  private static final String PATH = "metrics";

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  /** More models than that are counted no more: a caller must not fill the memory with names. */
  private static final int MOST_MODELS = 500;

  /** Bounds of the histograms, in microseconds: from a small slice to a slow link. */
  private static final long[] BOUNDS_MICROS = {
    250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000,
    2_000_000, 5_000_000
  };

  /** Bounds of the histograms of how many. */
  private static final double[] BOUNDS = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64};

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  Meters() {
    registry
        .config()
        .meterFilter(
            MeterFilter.maximumAllowableTags(
                "scissionlite", "model", MOST_MODELS, MeterFilter.deny()));
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  /** A histogram of seconds. */
  void took(String name, String help, long nanos, String... tags) {
    Timer.builder(name)
        .description(help)
        .tags(tags)
        .serviceLevelObjectives(
            LongStream.of(BOUNDS_MICROS)
                .mapToObj(micros -> Duration.ofNanos(micros * 1000))
                .toArray(Duration[]::new))
        .register(registry)
        .record(Duration.ofNanos(Math.max(0, nanos)));
  }

  /** A histogram of how many there were. */
  void sized(String name, String help, int size, String... tags) {
    DistributionSummary.builder(name)
        .description(help)
        .tags(tags)
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(size);
  }

  void add(String name, String help, double amount, String... tags) {
    Counter.builder(name).description(help).tags(tags).register(registry).increment(amount);
  }

  /** The metrics in Prometheus's text format. */
  Route route() {
    return Route.reading(PATH, call -> HttpAnswer.ok(TEXT, registry.scrape()));
  }
}
