package org.scissionlite.offload.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.scissionlite.file.BuildVersion;
import org.scissionlite.offload.http.HttpAnswer;
import org.scissionlite.offload.http.Route;
import org.scissionlite.offload.metrics.EdgeLoad;
import org.scissionlite.offload.observe.Switches;

/** The page at "/" and the figures that it asks for. */
public final class EdgePage {
  private static final String HTML = "text/html; charset=utf-8";

  /** The page uses itself and nothing else. */
  private static final String POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; frame-ancestors 'none'";

  private final Clock clock;
  private final EdgeStatus status;
  private final EdgeLoad load;
  private final Switches switches;
  private final Supplier<Set<String>> models;
  private final long startedMillis;

  /**
   * @param models the names of those in service
   */
  public EdgePage(
      Clock clock,
      EdgeStatus status,
      EdgeLoad load,
      Switches switches,
      Supplier<Set<String>> models) {
    this.clock = clock;
    this.status = status;
    this.load = load;
    this.switches = switches;
    this.models = models;
    this.startedMillis = clock.millis();
  }

  /** The page and its figures. */
  public List<Route> routes() {
    byte[] page = page();
    return List.of(
        Route.reading(
            "", call -> HttpAnswer.ok(HTML, page).with("content-security-policy", POLICY)),
        Route.reading("status.json", call -> HttpAnswer.json(figures())));
  }

  private static byte[] page() {
    try (InputStream in = EdgePage.class.getResourceAsStream("edge.html")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> figures() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("version", BuildVersion.get());
    all.put("upSeconds", (clock.millis() - startedMillis) / 1000);
    all.put("waiting", load.waiting().getAsInt());
    all.put("running", load.running().getAsInt());
    all.put("parts", status.parts());
    all.put("answeredPerSecond", status.answeredPerSecond());
    all.put("refusedPerSecond", status.refusedPerSecond());
    all.put("bytesPerSecond", status.bytesPerSecond());
    all.put("serving", models.get());
    all.put("models", status.models());
    all.put(
        "devices",
        switches.present().stream()
            .map(
                device ->
                    Map.of(
                        "name", device.name(),
                        "address", device.address(),
                        "model", device.model(),
                        "requests", device.requests(),
                        "refused", device.refused(),
                        "secondsAgo", seconds(device.last().toEpochMilli())))
            .toList());
    all.put(
        "switches",
        switches.latest().stream()
            .map(
                change ->
                    Map.of(
                        "secondsAgo", seconds(change.time().toEpochMilli()),
                        "device", change.device(),
                        "from", change.from(),
                        "to", change.to(),
                        "why", change.why()))
            .toList());
    return all;
  }

  private long seconds(long millis) {
    return Math.max(0, (clock.millis() - millis) / 1000);
  }
}
