package org.scissionlite.cli.offload.result;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.scissionlite.cli.answer.AnswerReader;
import org.scissionlite.cli.answer.ToldAnswer;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.offload.memory.MemoryUse;
import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.StreamSummary;

/**
 * What is told, and where.
 *
 * @param bundle the bundle's id
 * @param scenario its name; "device-alone" when no edge is asked
 * @param slowdown factor by which the device's time is stretched; 1 when nothing is emulated
 * @param reader reads answers by their task
 * @param top how many classes
 * @param memory what this process holds
 * @param out takes text for standard output
 * @param err takes lines for standard error
 */
public record Told(
    String bundle,
    String scenario,
    double slowdown,
    AnswerReader reader,
    int top,
    Supplier<MemoryUse> memory,
    Consumer<String> out,
    Consumer<String> err) {
  ToldAnswer answer(FrameResult.Answered answered) {
    return ToldAnswer.of(answered.image(), answered.answer().outputs(), reader, top);
  }

  /** One line on standard error that names the picture. */
  void tellFailure(FrameResult.Failed failed) {
    String name = failed.reason().contains(failed.image()) ? "" : failed.image() + ": ";
    err.accept("error: " + name + failed.reason());
  }

  /**
   * Who answered, and with what: "edge", "device with the edge slice (reason)", "device with the
   * whole model (reason)".
   */
  static String describe(ServedBy servedBy) {
    return servedBy instanceof ServedBy.Device device
        ? "device with the %s (%s)".formatted(words(device.with()), device.reason())
        : "edge";
  }

  private static String words(ServedBy.With with) {
    return switch (with) {
      case EDGE_SLICE -> "edge slice";
      case WHOLE_MODEL -> "whole model";
    };
  }

  /** The whole stream in one line, or two. */
  public List<String> summary(StreamSummary summary) {
    return summary.answered() == 0
        ? List.of(counts(summary))
        : List.of(latency(summary), counts(summary));
  }

  private static String counts(StreamSummary summary) {
    return String.format(
        Locale.ROOT,
        "%,d images: %,d answered by the edge, %,d by the device, %,d dropped, %,d failed; %.1f images a second",
        summary.images(),
        summary.answeredByEdge(),
        summary.answeredByDevice(),
        summary.dropped(),
        summary.failed(),
        summary.imagesPerSecond());
  }

  private String latency(StreamSummary summary) {
    String emulated =
        slowdown == 1
            ? ""
            : String.format(Locale.ROOT, ", on a device emulated as %.1f times slower", slowdown);
    return String.format(
        Locale.ROOT,
        "%d answers of %s: median %.1f ms, p95 %.1f ms%s",
        summary.answered(),
        scenario,
        summary.medianNanos() / 1e6,
        summary.p95Nanos() / 1e6,
        emulated);
  }
}
