package org.scissionlite.offload.metrics;

import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.LatencyParts;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.offload.stream.FrameRunner;

/** A line of JSON for each image of a device; its request has the same id in the edge's log. */
public final class AnswerLog {
  private final Clock clock;
  private final Consumer<String> lines;

  /**
   * @param lines takes the lines, on several threads
   */
  public AnswerLog(Clock clock, Consumer<String> lines) {
    this.clock = clock;
    this.lines = lines;
  }

  /** The same runner, logged. */
  public FrameRunner watching(FrameRunner runner) {
    return (inputs, arrivedNanos) -> {
      var answer = runner.submit(inputs, arrivedNanos);
      var unused = answer.whenComplete(this::ended);
      return answer;
    };
  }

  private void ended(Answer answer, Throwable failure) {
    if (failure != null) {
      Map<String, Object> line = RequestLog.begin(clock, "device", "");
      line.put("code", "FAILED");
      line.put("reason", String.valueOf(failure.getMessage()));
      lines.accept(RequestLog.text(line));
      return;
    }
    Map<String, Object> line = RequestLog.begin(clock, "device", answer.traffic().id());
    line.put("scenario", answer.scenario());
    line.put("code", "OK");
    if (answer.servedBy() instanceof ServedBy.Edge edge) {
      line.put("servedBy", edge.address());
      line.put("model", edge.model());
    } else if (answer.servedBy() instanceof ServedBy.Device device) {
      line.put("servedBy", "device");
      line.put("reason", device.reason());
    }
    line.put("sentBytes", answer.traffic().sentBytes());
    line.put("receivedBytes", answer.traffic().receivedBytes());
    times(line, answer.latency());
    lines.accept(RequestLog.text(line));
  }

  private static void times(Map<String, Object> line, LatencyParts parts) {
    line.put("waitMillis", RequestLog.millis(parts.waitNanos()));
    line.put("deviceMillis", RequestLog.millis(parts.deviceNanos()));
    line.put("encodeMillis", RequestLog.millis(parts.encodeNanos()));
    line.put("transferMillis", RequestLog.millis(parts.transferNanos()));
    line.put("edgeMillis", RequestLog.millis(parts.edge().totalNanos()));
    line.put("totalMillis", RequestLog.millis(parts.totalNanos()));
  }
}
