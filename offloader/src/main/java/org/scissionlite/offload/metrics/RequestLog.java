package org.scissionlite.offload.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.scissionlite.offload.observe.EdgeObserver;
import org.scissionlite.offload.observe.RequestReport;

/** A line of JSON for each request of an edge. */
public final class RequestLog implements EdgeObserver {
  private static final JsonMapper JSON = new JsonMapper();

  private final Clock clock;
  private final Consumer<String> lines;

  /**
   * @param lines takes the lines, on several threads
   */
  public RequestLog(Clock clock, Consumer<String> lines) {
    this.clock = clock;
    this.lines = lines;
  }

  @Override
  public void ended(RequestReport report) {
    Map<String, Object> line = begin(clock, "edge", report.id());
    line.put("model", report.model());
    line.put("code", report.code());
    line.put("protocol", report.caller().protocol());
    line.put("address", report.caller().address());
    putIfThere(line, "device", report.caller().device());
    putIfThere(line, "note", report.caller().note());
    putIfThere(line, "reason", report.reason());
    line.put("receivedBytes", report.traffic().received());
    line.put("sentBytes", report.traffic().sent());
    RequestReport.Parts parts = report.parts();
    line.put("queueMillis", millis(parts.queue()));
    line.put("decodeMillis", millis(parts.decode()));
    line.put("executeMillis", millis(parts.execute()));
    line.put("encodeMillis", millis(parts.encode()));
    line.put("totalMillis", millis(parts.total()));
    lines.accept(text(line));
  }

  /** How each line begins, on both sides. */
  static Map<String, Object> begin(Clock clock, String side, String id) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", clock.instant().truncatedTo(ChronoUnit.MICROS).toString());
    line.put("side", side);
    line.put("id", id);
    return line;
  }

  static void putIfThere(Map<String, Object> line, String name, String value) {
    if (!value.isEmpty()) {
      line.put(name, value);
    }
  }

  /** Milliseconds with three digits behind the point. */
  static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }

  static String text(Map<String, Object> line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + line, e);
    }
  }
}
