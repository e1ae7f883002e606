package org.scissionlite.offload.stream;

import java.time.Instant;
import org.scissionlite.offload.device.Answer;

/** What became of one picture; each picture has exactly one. */
public sealed interface FrameResult {
  /** The picture's name. */
  String image();

  /** When the picture arrived. */
  Instant time();

  /**
   * It was answered.
   *
   * @param latency where the time went
   */
  record Answered(String image, Instant time, FrameLatency latency, Answer answer)
      implements FrameResult {}

  /**
   * It was no picture, or nobody could answer it.
   *
   * @param reason in one line
   */
  record Failed(String image, Instant time, String reason) implements FrameResult {}

  /**
   * It was not looked at.
   *
   * @param stopped whether it still waited when the stream was told to end; else the line was
   *     behind
   */
  record Dropped(String image, Instant time, boolean stopped) implements FrameResult {
    /** Why, in one line. */
    public String reason() {
      return stopped ? "the stream was stopped" : "the line was behind";
    }
  }
}
