package org.scissionlite.offload.stream;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.Answer;

/** What answers the pictures of a stream. */
@FunctionalInterface
public interface FrameRunner {
  /**
   * Begins to answer one picture; returns without waiting for the answer.
   *
   * @param inputs the model's, by name
   * @param arrivedNanos when the picture arrived, of {@link System#nanoTime}; a deadline counts
   *     from there
   */
  CompletableFuture<Answer> submit(Map<String, Tensor> inputs, long arrivedNanos);
}
