package org.scissionlite.cli.offload.result;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.offload.device.LatencyParts;
import org.scissionlite.offload.stream.FrameLatency;
import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.StreamSummary;

/** Text for people. */
public record TextResults(Told told) implements Results {
  private static final long VISIBLE_NANOS = 50_000;

  @Override
  public void accept(FrameResult result) {
    if (result instanceof FrameResult.Answered answered) {
      told.out().accept(text(answered));
    } else if (result instanceof FrameResult.Dropped dropped) {
      told.out().accept("%s%n  dropped: %s%n".formatted(dropped.image(), dropped.reason()));
    }
  }

  private String text(FrameResult.Answered answered) {
    StringBuilder text = new StringBuilder(answered.image()).append('\n');
    lines(answered).forEach(line -> text.append("  ").append(line).append('\n'));
    return text.append("  ")
        .append(latency(answered.latency()))
        .append(
            String.format(
                Locale.ROOT,
                "; %,d bytes sent%s; answered by the %s%n",
                answered.answer().traffic().payloadBytes(),
                step(answered.answer().step()),
                Told.describe(answered.answer().servedBy())))
        .toString();
  }

  private static String step(OptionalInt step) {
    return step.isPresent() ? " at step " + step.getAsInt() : "";
  }

  /** What the task tells, and all outputs where it tells nothing. */
  private List<String> lines(FrameResult.Answered answered) {
    List<String> lines = told.answer(answered).lines();
    return lines.isEmpty() ? outputs(answered.answer().outputs()) : lines;
  }

  private static List<String> outputs(Map<String, Tensor> outputs) {
    return outputs.entrySet().stream().map(TextResults::line).toList();
  }

  /** Name, type and shape; the value, where it is one. */
  private static String line(Map.Entry<String, Tensor> output) {
    TensorType type = output.getValue().type();
    String value =
        type.shape().elements() == 1
            ? " = " + TensorValues.of(output.getValue()).data().get(0)
            : "";
    return "%s %s%s".formatted(output.getKey(), type, value);
  }

  private static String latency(FrameLatency latency) {
    LatencyParts parts = latency.parts();
    String waited =
        latency.waitNanos() < VISIBLE_NANOS
            ? ""
            : String.format(Locale.ROOT, " + wait %.1f", millis(latency.waitNanos()));
    return String.format(
        Locale.ROOT,
        "%.1f ms = read %.1f%s + device %.1f + encode %.1f + transfer %.1f + edge %.1f",
        millis(latency.totalNanos()),
        millis(latency.readNanos()),
        waited,
        millis(parts.deviceNanos()),
        millis(parts.encodeNanos()),
        millis(parts.transferNanos()),
        millis(parts.edge().totalNanos()));
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  @Override
  public void end(StreamSummary summary) {
    told.summary(summary).forEach(line -> told.out().accept(line + "\n"));
  }
}
