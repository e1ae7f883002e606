package org.scissionlite.offload.metrics;

import io.micrometer.core.instrument.Gauge;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.scissionlite.offload.http.Route;
import org.scissionlite.offload.observe.EdgeObserver;
import org.scissionlite.offload.observe.RequestReport;
import org.scissionlite.offload.observe.Switches;

/** Counts and times the requests of an edge. */
public final class EdgeMetrics implements EdgeObserver {
  private static final String PREFIX = "scissionlite.edge.";
  private static final String MODEL = "model";
  private static final String UNKNOWN = "unknown";

  private final Meters meters = new Meters();
  private final Switches switches;

  /**
   * Nothing is counted yet.
   *
   * @param switches knows which devices there are, and which have changed their way
   */
  public EdgeMetrics(EdgeLoad load, Switches switches) {
    this.switches = switches;
    gauge("queue.requests", "requests that wait for their turn", load.waiting());
    gauge("running.requests", "requests that are being executed", load.running());
    gauge("models", "models in service", load.models());
    gauge("devices", "devices that have sent a request in the last minute", switches::devices);
  }

  private void gauge(String name, String help, IntSupplier value) {
    Gauge.builder(PREFIX + name, value::getAsInt)
        .description(help)
        .strongReference(true)
        .register(meters.registry());
  }

  @Override
  public void ended(RequestReport report) {
    String model = report.model().isEmpty() ? UNKNOWN : report.model();
    String protocol = report.caller().protocol();
    meters.add(
        PREFIX + "requests",
        "requests for models that have ended",
        1,
        MODEL,
        model,
        "protocol",
        protocol,
        "code",
        report.code().toLowerCase(Locale.ROOT));
    meters.add(
        PREFIX + "received.bytes",
        "bytes of the requests for models",
        (double) report.traffic().received(),
        MODEL,
        model,
        "protocol",
        protocol);
    meters.add(
        PREFIX + "sent.bytes",
        "bytes of the responses of models",
        (double) report.traffic().sent(),
        MODEL,
        model,
        "protocol",
        protocol);
    if (report.isAnswered()) {
      time(model, report.parts());
    }
    switches
        .ended(report)
        .ifPresent(
            change ->
                meters.add(
                    PREFIX + "switches",
                    "times that a device went over to a model",
                    1,
                    MODEL,
                    model));
  }

  @Override
  public void ran(String model, int requests, long nanos) {
    meters.sized(PREFIX + "batch.requests", "requests that a run answers", requests, MODEL, model);
  }

  private void time(String model, RequestReport.Parts parts) {
    part(model, "queue", parts.queue());
    part(model, "decode", parts.decode());
    part(model, "execute", parts.execute());
    part(model, "encode", parts.encode());
    part(model, "total", parts.total());
  }

  private void part(String model, String part, long nanos) {
    meters.took(
        PREFIX + "part",
        "time of requests that were answered, by part",
        nanos,
        MODEL,
        model,
        "part",
        part);
  }

  /** The metrics, for Prometheus to read. */
  public Route route() {
    return meters.route();
  }
}
