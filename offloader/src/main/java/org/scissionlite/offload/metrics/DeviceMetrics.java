package org.scissionlite.offload.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.LatencyParts;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.offload.http.Route;
import org.scissionlite.offload.stream.FrameRunner;

/** Counts and times the images of a device. Thread-safe. */
public final class DeviceMetrics {
  private static final String PREFIX = "scissionlite.device.";

  private final Meters meters = new Meters();
  private final MultiGauge scenarios;
  private final boolean plansEdge;
  private String scenario = "";

  /**
   * The link as it is estimated.
   *
   * @param bitsPerSecond NaN while not known
   * @param roundTripSeconds NaN while not known
   */
  public record LinkNow(double bitsPerSecond, double roundTripSeconds) {}

  /**
   * Nothing is counted yet.
   *
   * @param plansEdge whether an edge is to answer, so that the device's own answers are fallbacks
   * @param link the link as it is estimated; empty where nobody estimates it
   */
  public DeviceMetrics(boolean plansEdge, Optional<Supplier<LinkNow>> link) {
    this.plansEdge = plansEdge;
    this.scenarios =
        MultiGauge.builder(PREFIX + "scenario")
            .description("1 for the scenario that answered last, 0 for those before it")
            .register(meters.registry());
    meters.add(PREFIX + "failures", "images without an answer", 0);
    meters.add(PREFIX + "fallbacks", "answers of the device where an edge's was planned", 0);
    meters.add(PREFIX + "switches", "times that another scenario answered than before", 0);
    link.ifPresent(this::link);
  }

  private void link(Supplier<LinkNow> link) {
    gauge("link.bits.per.second", "estimate", () -> link.get().bitsPerSecond());
    gauge("link.round.trip.seconds", "estimate", () -> link.get().roundTripSeconds());
  }

  private void gauge(String name, String help, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value)
        .description("the link to the edge: " + help)
        .strongReference(true)
        .register(meters.registry());
  }

  /** The same runner, counted. */
  public FrameRunner watching(FrameRunner runner) {
    return (inputs, arrivedNanos) -> {
      var answer = runner.submit(inputs, arrivedNanos);
      var unused = answer.whenComplete(this::ended);
      return answer;
    };
  }

  private void ended(Answer answer, Throwable failure) {
    if (failure != null) {
      meters.add(PREFIX + "failures", "images without an answer", 1);
      return;
    }
    boolean byEdge = answer.servedBy() instanceof ServedBy.Edge;
    meters.add(
        PREFIX + "images",
        "images that were answered",
        1,
        "served_by",
        byEdge ? "edge" : "device",
        "scenario",
        answer.scenario());
    if (plansEdge && !byEdge) {
      meters.add(PREFIX + "fallbacks", "answers of the device where an edge's was planned", 1);
    }
    meters.add(
        PREFIX + "sent.bytes", "bytes of the requests", (double) answer.traffic().sentBytes());
    meters.add(
        PREFIX + "received.bytes",
        "bytes of the responses",
        (double) answer.traffic().receivedBytes());
    times(answer.latency());
    scenario(answer.scenario());
  }

  private void times(LatencyParts parts) {
    part("wait", parts.waitNanos());
    part("device", parts.deviceNanos());
    part("encode", parts.encodeNanos());
    part("transfer", parts.transferNanos());
    part("edge_queue", parts.edge().queueNanos());
    part("edge_decode", parts.edge().decodeNanos());
    part("edge_execute", parts.edge().executeNanos());
    part("total", parts.totalNanos());
  }

  private void part(String part, long nanos) {
    meters.took(PREFIX + "part", "time of images that were answered, by part", nanos, "part", part);
  }

  private synchronized void scenario(String now) {
    if (now.equals(scenario)) {
      return;
    }
    if (!scenario.isEmpty()) {
      meters.add(PREFIX + "switches", "times that another scenario answered than before", 1);
    }
    MultiGauge.Row<?> before = MultiGauge.Row.of(Tags.of("scenario", scenario), 0);
    MultiGauge.Row<?> present = MultiGauge.Row.of(Tags.of("scenario", now), 1);
    scenarios.register(scenario.isEmpty() ? List.of(present) : List.of(present, before), true);
    scenario = now;
  }

  /** The metrics, for Prometheus to read. */
  public Route route() {
    return meters.route();
  }
}
