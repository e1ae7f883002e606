package org.scissionlite.cli.offload.result;

import java.util.Locale;
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
    TopAnswer top = told.top(answered);
    top.classes()
        .forEach(
            each ->
                text.append(
                    String.format(Locale.ROOT, "  %-32s %.4f%n", each.label(), each.score())));
    top.outputs().forEach(output -> text.append("  ").append(output).append('\n'));
    return text.append("  ")
        .append(latency(answered.latency()))
        .append(
            String.format(
                Locale.ROOT,
                "; %,d bytes sent; answered by the %s%n",
                answered.answer().traffic().payloadBytes(),
                Told.describe(answered.answer().servedBy())))
        .toString();
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
