package org.scissionlite.offload.stream;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.LatencyParts;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.offload.device.Traffic;

/** Answers when the test says so. */
final class HandRunner implements FrameRunner {
  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<CompletableFuture<Answer>> asked = new LinkedBlockingQueue<>();

  @Override
  public CompletableFuture<Answer> submit(Map<String, Tensor> inputs, long arrivedNanos) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    asked.add(answer);
    return answer;
  }

  /** The next question, when it is there. */
  CompletableFuture<Answer> next() throws InterruptedException {
    CompletableFuture<Answer> next = asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was asked");
    }
    return next;
  }

  /** Whether something was asked that the test has not taken. */
  boolean isAsked() {
    return !asked.isEmpty();
  }

  static Answer answer(ServedBy servedBy) {
    return new Answer(
        Map.of("scores", Tensor.ofFloats(Shape.of(1, 1), 1)),
        LatencyParts.onDevice(1000),
        Traffic.NONE,
        servedBy,
        "conv.pool2");
  }

  static Answer byEdge() {
    return answer(new ServedBy.Edge("edge:1", "model"));
  }

  /** Frames of these names, without content. */
  static List<Frame> frames(String... names) {
    return List.of(names).stream().map(name -> Frame.ofTensors(name, Map.of())).toList();
  }
}
