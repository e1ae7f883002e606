package org.scissionlite.cli.plan.capacity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.capacity.Arrivals;
import org.scissionlite.plan.capacity.Capacity;
import org.scissionlite.plan.capacity.Capacity.Enough;
import org.scissionlite.plan.capacity.Latencies;
import org.scissionlite.plan.capacity.Servers;
import org.scissionlite.plan.capacity.ServiceTime;
import org.scissionlite.plan.capacity.ServiceTimesFile;
import org.scissionlite.plan.scenario.Breakdown;

/**
 * What many cameras need that run the best scenario of a plan.
 *
 * @param arrivals when their images come
 * @param p99Millis what 99 of 100 answers may take
 * @param elsewhereMillis what of it device and link take
 * @param source where the run times of the edge come from
 * @param oneEdge runs at a time of one edge; null where no edge is needed
 * @param replicas of the edge; null where no edge is needed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CapacityAnswer(
    Arrivals arrivals,
    double p99Millis,
    double elsewhereMillis,
    @JsonIgnore Servers replica,
    String source,
    Enough oneEdge,
    Enough replicas) {
  private static final long SEED = 1;
  private static final double NANOS = 1e6;

  /**
   * Finds it out.
   *
   * @param replica what one replica of the edge does at a time
   * @param measured run times; those of the profile otherwise
   * @throws ScissionLiteException if nothing is left for the edge, or no number is enough
   */
  static CapacityAnswer of(
      Plan plan,
      Arrivals arrivals,
      Servers replica,
      double p99Millis,
      Optional<ServiceTimesFile> measured) {
    Breakdown parts = plan.best().route().breakdown();
    double edgeMillis = (parts.edgeNanos() + parts.edgeTlNanos()) / NANOS;
    double elsewhere = parts.totalNanos() / NANOS - edgeMillis;
    if (edgeMillis == 0) {
      return new CapacityAnswer(arrivals, p99Millis, elsewhere, replica, "", null, null);
    }
    double left = p99Millis - elsewhere;
    if (Double.isFinite(p99Millis) && p99Millis > 0 && left <= 0) {
      throw new ScissionLiteException(
          String.format(
              Locale.ROOT,
              "device and link alone take %.1f ms of the %.1f ms of --p99; no edge is fast enough",
              elsewhere,
              p99Millis));
    }
    ServiceTime service =
        measured
            .<ServiceTime>map(ServiceTimesFile::service)
            .orElse(ServiceTime.constant(edgeMillis / 1e3));
    String source =
        measured
            .map(CapacityAnswer::source)
            .orElse(
                String.format(
                    Locale.ROOT, "a run takes %.1f ms, the median of the profile", edgeMillis));
    Capacity capacity = new Capacity(arrivals, service, left / 1e3, SEED);
    return new CapacityAnswer(
        arrivals,
        p99Millis,
        elsewhere,
        replica,
        source,
        capacity.runs(replica),
        capacity.replicas(replica));
  }

  private static String source(ServiceTimesFile file) {
    return String.format(
        Locale.ROOT,
        "run times of %s, %d at a time with --threads %d",
        file.model(),
        file.runs(),
        file.threads());
  }

  /** For people. */
  public String text() {
    String asked =
        String.format(
            Locale.ROOT,
            "%n%,d cameras, %s images a second each (%s), 99 of 100 answers within %.1f ms: ",
            arrivals.cameras(),
            number(arrivals.rate()),
            arrivals.pattern(),
            p99Millis);
    if (oneEdge == null) {
      return asked + String.format(Locale.ROOT, "the best scenario needs no edge.%n");
    }
    return asked
        + String.format(
            Locale.ROOT, "device and link take %.1f ms of them; %s.%n", elsewhereMillis, source)
        + String.format(
            Locale.ROOT,
            "  one edge with --parallel %d, if it has the cores: %s%n",
            oneEdge.count(),
            words(oneEdge.latencies()))
        + String.format(
            Locale.ROOT,
            "  or %,d replica%s with --parallel %d, at most %,d camera%s each: %s%n",
            replicas.count(),
            replicas.count() == 1 ? "" : "s",
            replica.runs(),
            replicas.cameras(),
            replicas.cameras() == 1 ? "" : "s",
            words(replicas.latencies()));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }

  private static String words(Latencies latencies) {
    String batch =
        latencies.meanBatch() > 1.005
            ? String.format(Locale.ROOT, ", %.1f requests a run", latencies.meanBatch())
            : "";
    return String.format(
        Locale.ROOT,
        "median %.1f ms, p99 %.1f ms on the edge, busy %.0f %% of the time%s",
        latencies.p50Seconds() * 1e3,
        latencies.p99Seconds() * 1e3,
        latencies.utilization() * 100,
        batch);
  }
}
