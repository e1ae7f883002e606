package org.scissionlite.offload.edge;

import java.time.Duration;
import java.util.function.Consumer;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.edge.registry.SessionOptions;

/**
 * How an edge executes requests.
 *
 * @param threads how many threads one operator may use
 * @param parallel how many runs of models go on at a time
 * @param instances how many of them may be of one model; each needs a session of its own, and all
 *     are opened at the start
 * @param batch how many requests one run answers at most, where the model allows it
 * @param batchDelay how long a request that could be run waits for others
 * @param queue how many requests may wait; the next is refused with RESOURCE_EXHAUSTED
 */
public record EdgeWork(
    int threads, int parallel, int instances, int batch, Duration batchDelay, int queue) {
  private static final int DEFAULT_QUEUE = 64;

  /** More waits for nobody: a device with a deadline has gone long before. */
  private static final Duration MOST_DELAY = Duration.ofSeconds(10);

  /** A batch has buffers of its size from the start. */
  private static final int MOST_BATCH = 1024;

  public EdgeWork {
    requireAtLeastOne("threads", threads);
    requireAtLeastOne("runs at a time", parallel);
    requireAtLeastOne("instances of a model", instances);
    requireAtLeastOne("requests in a batch", batch);
    requireAtLeastOne("places in the queue", queue);
    if (instances > parallel) {
      throw new UsageException(
          "expected at most as many instances of a model as runs at a time, which is %d, got %d"
              .formatted(parallel, instances));
    }
    if (batch > MOST_BATCH) {
      throw new UsageException(
          "expected at most %d requests in a batch, got %d".formatted(MOST_BATCH, batch));
    }
    if (batchDelay.isNegative() || batchDelay.compareTo(MOST_DELAY) > 0) {
      throw new UsageException(
          "expected a batch delay of 0 to %d ms, got %d"
              .formatted(MOST_DELAY.toMillis(), batchDelay.toMillis()));
    }
  }

  private static void requireAtLeastOne(String what, int value) {
    if (value < 1) {
      throw new UsageException("expected at least 1 for %s, got %d".formatted(what, value));
    }
  }

  /** One request at a time on all processors, 64 waiting. */
  public static EdgeWork usual() {
    return new EdgeWork(
        Runtime.getRuntime().availableProcessors(), 1, 1, 1, Duration.ZERO, DEFAULT_QUEUE);
  }

  public EdgeWork withThreads(int value) {
    return new EdgeWork(value, parallel, instances, batch, batchDelay, queue);
  }

  /** So many runs at a time, all of one model if need be. */
  public EdgeWork withParallel(int value) {
    return new EdgeWork(threads, value, value, batch, batchDelay, queue);
  }

  public EdgeWork withInstances(int value) {
    return new EdgeWork(threads, parallel, value, batch, batchDelay, queue);
  }

  public EdgeWork withBatch(int value, Duration delay) {
    return new EdgeWork(threads, parallel, instances, value, delay, queue);
  }

  public EdgeWork withQueue(int value) {
    return new EdgeWork(threads, parallel, instances, batch, batchDelay, value);
  }

  SessionOptions sessions(Consumer<String> tell) {
    return new SessionOptions(instances, threads, batch, tell);
  }
}
