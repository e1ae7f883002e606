package org.scissionlite.cli.watch;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.scissionlite.cli.terminal.TextTable;

/**
 * What happened between two looks at the metrics.
 *
 * @param before the first look
 * @param now the second
 */
record TopScreen(Scrape before, Scrape now) {
  private static final String EDGE = "scissionlite_edge_";
  private static final String DEVICE = "scissionlite_device_";
  private static final Map<String, String> ALL = Map.of();

  /** Whether these are an edge's or a device's metrics. */
  static boolean isKnown(Scrape scrape) {
    return scrape.has(EDGE + "queue_requests") || scrape.has(DEVICE + "failures_total");
  }

  private boolean isEdge() {
    return now.has(EDGE + "queue_requests");
  }

  private String prefix() {
    return isEdge() ? EDGE : DEVICE;
  }

  private double rate(String name, Map<String, String> labels) {
    double seconds = (now.nanos() - before.nanos()) / 1e9;
    return seconds <= 0 ? 0 : grown(name, labels) / seconds;
  }

  /** A process that was begun again counts from 0. */
  private double grown(String name, Map<String, String> labels) {
    double after = now.sum(name, labels);
    double first = before.sum(name, labels);
    return after >= first ? after - first : after;
  }

  private double meanMillis(Map<String, String> labels) {
    double count = grown(prefix() + "part_seconds_count", labels);
    return count == 0 ? 0 : 1e3 * grown(prefix() + "part_seconds_sum", labels) / count;
  }

  /** One line: rates, queue, and where the time went. */
  String line() {
    String parts =
        parts().stream()
            .filter(part -> !part.equals("total"))
            .map(part -> "%s %.1f".formatted(part, meanMillis(Map.of("part", part))))
            .collect(Collectors.joining(", "));
    return "%s, mean %.1f ms%s"
        .formatted(
            isEdge() ? edge() : device(),
            meanMillis(Map.of("part", "total")),
            parts.isEmpty() ? "" : " (" + parts + ")");
  }

  private List<String> parts() {
    return List.copyOf(now.values(prefix() + "part_seconds_count", "part"));
  }

  private String edge() {
    double answered = rate(EDGE + "requests_total", Map.of("code", "ok"));
    return "%.1f answers/s, %.1f refused/s, %.0f waiting, %.0f devices, %.1f kB/s"
        .formatted(
            answered,
            rate(EDGE + "requests_total", ALL) - answered,
            now.sum(EDGE + "queue_requests", ALL),
            now.sum(EDGE + "devices", ALL),
            (rate(EDGE + "received_bytes_total", ALL) + rate(EDGE + "sent_bytes_total", ALL))
                / 1e3);
  }

  private String device() {
    return "%.1f answers/s, %.1f failed/s, %.0f fallbacks, %.0f switches, %.1f kB/s"
        .formatted(
            rate(DEVICE + "images_total", ALL),
            rate(DEVICE + "failures_total", ALL),
            now.sum(DEVICE + "fallbacks_total", ALL),
            now.sum(DEVICE + "switches_total", ALL),
            (rate(DEVICE + "sent_bytes_total", ALL) + rate(DEVICE + "received_bytes_total", ALL))
                / 1e3);
  }

  /** All of it, for a screen. */
  String screen(String title) {
    return "%s%n%s%n%n%s%n%s"
        .formatted(title, isEdge() ? edge() : device(), partTable(), scenarioTable());
  }

  private TextTable partTable() {
    TextTable table = new TextTable("part", "mean ms");
    parts().forEach(part -> table.row(part, "%.2f".formatted(meanMillis(Map.of("part", part)))));
    return table;
  }

  private TextTable scenarioTable() {
    String label = isEdge() ? "model" : "scenario";
    String counter = prefix() + (isEdge() ? "requests_total" : "images_total");
    TextTable table = new TextTable(label, "a second", "in all");
    for (String name : now.values(counter, label)) {
      Map<String, String> labels = Map.of(label, name);
      table.row(
          name,
          "%.1f".formatted(rate(counter, labels)),
          "%.0f".formatted(now.sum(counter, labels)));
    }
    return table;
  }
}
