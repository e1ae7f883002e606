package org.scissionlite.cli.offload.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.scissionlite.cli.answer.ToldAnswer;
import org.scissionlite.file.Json;
import org.scissionlite.offload.device.LatencyParts;
import org.scissionlite.offload.memory.MemoryUse;
import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.profile.Timing;

/**
 * What the command {@code device} measured.
 *
 * @param bundle the bundle's id
 * @param scenario its name; "device-alone" when the edge was not asked
 * @param slowdown factor by which the device's time was stretched; 1 when nothing is emulated
 * @param answers in the order of the inputs
 * @param total from picture to answer, over all of them
 * @param request the same from input tensor to answer, which is what a plan predicts
 * @param unanswered the images that failed or were dropped
 * @param memory what this process holds at the end
 */
public record DeviceReport(
    String bundle,
    String scenario,
    double slowdown,
    List<AnswerReport> answers,
    Timing total,
    Timing request,
    List<Unanswered> unanswered,
    MemoryUse memory) {
  public DeviceReport {
    answers = List.copyOf(answers);
    unanswered = List.copyOf(unanswered);
  }

  static DeviceReport of(Told told, List<AnswerReport> answers, List<Unanswered> unanswered) {
    return new DeviceReport(
        told.bundle(),
        told.scenario(),
        told.slowdown(),
        answers,
        timing(answers, AnswerReport::totalNanos),
        timing(answers, answer -> answer.totalNanos() - answer.readNanos()),
        unanswered,
        told.memory().get());
  }

  private static Timing timing(List<AnswerReport> answers, Function<AnswerReport, Long> part) {
    return answers.isEmpty() ? Timing.none() : Timing.of(answers.stream().map(part).toList());
  }

  /**
   * An image without an answer.
   *
   * @param input its name
   * @param reason why, in one line
   * @param dropped whether it was not looked at; else it failed
   */
  public record Unanswered(String input, String reason, boolean dropped) {}

  /** What an answer's task or scenario does not have is not written. */
  private static final List<String> LISTS = List.of("classes", "shares", "boxes", "areas");

  private static final List<String> NUMBERS = List.of("anomaly", "step");

  /**
   * Reads what {@code device --json} printed.
   *
   * @throws org.scissionlite.error.UsageException if it is no such report
   */
  public static DeviceReport read(Path file) {
    return Json.read(
        file,
        DeviceReport.class,
        "device report",
        report -> report.path("answers").forEach(DeviceReport::complete));
  }

  private static void complete(JsonNode answer) {
    if (answer instanceof ObjectNode fields) {
      LISTS.stream().filter(name -> !fields.has(name)).forEach(fields::putArray);
      NUMBERS.stream().filter(name -> !fields.has(name)).forEach(fields::putNull);
    }
  }

  /**
   * One answer; the parts of the time add up to the whole.
   *
   * @param input the image, or "random N"
   * @param answer by its task
   * @param outputs by name: datatype, shape, and the numbers of small ones or the name of a file
   * @param servedBy "edge", or "device with the" slice or model, and the reason
   * @param scenario that has answered; "device-alone" for the whole model
   * @param step of its dial, from 0, the finest; null without a dial
   * @param readNanos reading, decoding and preprocessing
   * @param waitNanos waiting between the stages
   */
  public record AnswerReport(
      String input,
      @JsonUnwrapped ToldAnswer answer,
      Map<String, Object> outputs,
      String servedBy,
      String scenario,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer step,
      long readNanos,
      long waitNanos,
      long deviceNanos,
      long encodeNanos,
      long transferNanos,
      long edgeNanos,
      long totalNanos,
      long payloadBytes,
      long sentBytes) {
    public AnswerReport {
      outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    static AnswerReport of(
        FrameResult.Answered answered, ToldAnswer answer, Map<String, Object> outputs) {
      LatencyParts parts = answered.latency().parts();
      return new AnswerReport(
          answered.image(),
          answer,
          outputs,
          Told.describe(answered.answer().servedBy()),
          answered.answer().scenario(),
          ImageLine.orNull(answered.answer().step()),
          answered.latency().readNanos(),
          answered.latency().waitNanos(),
          parts.deviceNanos(),
          parts.encodeNanos(),
          parts.transferNanos(),
          parts.edge().totalNanos(),
          answered.latency().totalNanos(),
          answered.answer().traffic().payloadBytes(),
          answered.answer().traffic().sentBytes());
    }
  }
}
