package org.scissionlite.offload.stream;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.Answer;

/** Answers by a blocking call, on a thread of its own, one picture after another. */
public final class SerialRunner implements FrameRunner, AutoCloseable {
  private final Function<Map<String, Tensor>, Answer> call;
  private final ExecutorService executor;

  /** Answers by a call such as {@code LocalRuntime::infer}. */
  public SerialRunner(Function<Map<String, Tensor>, Answer> call) {
    this.call = call;
    this.executor =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "serial runner");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public CompletableFuture<Answer> submit(Map<String, Tensor> inputs, long arrivedNanos) {
    return CompletableFuture.supplyAsync(() -> call.apply(inputs), executor);
  }

  /** Takes no more; what was submitted is still answered. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
