package org.scissionlite.offload.stream;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.stream.FrameResult.Answered;
import org.scissionlite.offload.stream.FrameResult.Dropped;
import org.scissionlite.offload.stream.FrameResult.Failed;

/**
 * A picture on its way through the stream, and its result, which is set once.
 *
 * @param offeredNanos when it came, of {@link System#nanoTime}
 * @param result completes when it is known
 * @param delivered completes when the result was handed over
 */
record Ticket(
    Frame frame,
    Instant time,
    long offeredNanos,
    CompletableFuture<FrameResult> result,
    CompletableFuture<Void> delivered) {
  /** A picture that comes now. */
  static Ticket of(Frame frame) {
    return new Ticket(
        frame,
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        System.nanoTime(),
        new CompletableFuture<>(),
        new CompletableFuture<>());
  }

  void answer(FrameLatency latency, Answer answer) {
    result.complete(new Answered(frame.name(), time, latency, answer));
  }

  void fail(String reason) {
    result.complete(new Failed(frame.name(), time, reason));
  }

  void drop(boolean stopped) {
    result.complete(new Dropped(frame.name(), time, stopped));
  }
}
