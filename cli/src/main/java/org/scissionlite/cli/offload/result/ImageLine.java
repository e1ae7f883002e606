package org.scissionlite.cli.offload.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;
import java.util.OptionalInt;
import org.scissionlite.cli.answer.ToldAnswer;
import org.scissionlite.offload.device.Traffic;
import org.scissionlite.offload.stream.FrameLatency;
import org.scissionlite.offload.stream.FrameResult;

/** What a line of JSON says of one picture. */
sealed interface ImageLine {
  /** The line of a result. */
  static ImageLine of(FrameResult result, Told told, TensorFiles tensors) {
    if (result instanceof FrameResult.Answered answered) {
      return Answer.of(answered, told.answer(answered), tensors.write(answered));
    }
    if (result instanceof FrameResult.Failed failed) {
      return new Failure(failed.image(), failed.time().toString(), failed.reason());
    }
    FrameResult.Dropped dropped = (FrameResult.Dropped) result;
    return new Dropped(dropped.image(), dropped.time().toString(), dropped.reason());
  }

  /** A number as JSON has it. */
  static Integer orNull(OptionalInt number) {
    return number.isPresent() ? number.getAsInt() : null;
  }

  /**
   * An answer.
   *
   * @param time when the picture arrived, ISO 8601 in UTC
   * @param answer by its task
   * @param servedBy "edge", or "device with the" slice or model, and the reason
   * @param scenario that has answered; "device-alone" for the whole model
   * @param step of its dial, from 0, the finest; null without a dial
   * @param outputs by name: datatype, shape, and the numbers of small ones or the name of a file
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Answer(
      String image,
      String time,
      @JsonUnwrapped ToldAnswer answer,
      String servedBy,
      String scenario,
      Integer step,
      Latency latency,
      long payloadBytes,
      long sentBytes,
      long receivedBytes,
      Map<String, Object> outputs)
      implements ImageLine {
    static Answer of(
        FrameResult.Answered answered, ToldAnswer answer, Map<String, Object> outputs) {
      Traffic traffic = answered.answer().traffic();
      return new Answer(
          answered.image(),
          answered.time().toString(),
          answer,
          Told.describe(answered.answer().servedBy()),
          answered.answer().scenario(),
          orNull(answered.answer().step()),
          Latency.of(answered.latency()),
          traffic.payloadBytes(),
          traffic.sentBytes(),
          traffic.receivedBytes(),
          outputs);
    }
  }

  /** Where the time went, in nanoseconds; the parts add up to the whole. */
  record Latency(
      long readNanos,
      long waitNanos,
      long deviceNanos,
      long encodeNanos,
      long transferNanos,
      long edgeNanos,
      long totalNanos) {
    static Latency of(FrameLatency latency) {
      return new Latency(
          latency.readNanos(),
          latency.waitNanos(),
          latency.parts().deviceNanos(),
          latency.parts().encodeNanos(),
          latency.parts().transferNanos(),
          latency.parts().edge().totalNanos(),
          latency.totalNanos());
    }
  }

  /**
   * A picture that failed.
   *
   * @param error in one line
   */
  record Failure(String image, String time, String error) implements ImageLine {}

  /**
   * A picture that was not looked at.
   *
   * @param dropped why
   */
  record Dropped(String image, String time, String dropped) implements ImageLine {}
}
