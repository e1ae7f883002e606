package org.scissionlite.cli.offload;

import java.util.List;
import org.scissionlite.input.TopClasses.Ranked;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.LatencyParts;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.profile.Timing;

/**
 * What the command {@code device} measured.
 *
 * @param bundle the bundle's id
 * @param scenario its name; "device-alone" when the edge was not asked
 * @param slowdown factor by which the device's time was stretched; 1 when nothing is emulated
 * @param answers in the order of the inputs
 * @param total from input tensor to answer, over all of them
 */
public record DeviceReport(
    String bundle, String scenario, double slowdown, List<AnswerReport> answers, Timing total) {
  public DeviceReport {
    answers = List.copyOf(answers);
  }

  static DeviceReport of(
      String bundle, String scenario, double slowdown, List<AnswerReport> answers) {
    List<Long> totals = answers.stream().map(AnswerReport::totalNanos).toList();
    return new DeviceReport(bundle, scenario, slowdown, answers, Timing.of(totals));
  }

  /**
   * One answer.
   *
   * @param input the image, or "random N"
   * @param classes the top classes; none where the output is no vector of scores
   * @param servedBy "edge", or "device" with the reason
   */
  public record AnswerReport(
      String input,
      List<Ranked> classes,
      String servedBy,
      long deviceNanos,
      long encodeNanos,
      long transferNanos,
      long edgeNanos,
      long totalNanos,
      long payloadBytes,
      long sentBytes) {
    public AnswerReport {
      classes = List.copyOf(classes);
    }

    static AnswerReport of(String input, List<Ranked> classes, Answer answer) {
      LatencyParts latency = answer.latency();
      return new AnswerReport(
          input,
          classes,
          describe(answer.servedBy()),
          latency.deviceNanos(),
          latency.encodeNanos(),
          latency.transferNanos(),
          latency.edge().totalNanos(),
          latency.totalNanos(),
          answer.traffic().payloadBytes(),
          answer.traffic().sentBytes());
    }

    private static String describe(ServedBy servedBy) {
      return servedBy instanceof ServedBy.Device device
          ? "device (%s)".formatted(device.reason())
          : "edge";
    }
  }
}
