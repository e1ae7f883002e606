package org.scissionlite.offload.edge.inference;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads that run models. */
final class Workers {
  private final ExecutorService threads;

  /** What a thread does until it ends. */
  interface Work {
    void go() throws InterruptedException;
  }

  Workers(int count, Work work) {
    threads = Executors.newFixedThreadPool(count, Helpers.threads("edge-worker-"));
    for (int i = 0; i < count; i++) {
      threads.execute(() -> untilInterrupted(work));
    }
    threads.shutdown();
  }

  private static void untilInterrupted(Work work) {
    try {
      work.go();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether all have ended in time. */
  boolean await(Duration wait) throws InterruptedException {
    return threads.awaitTermination(wait.toMillis(), TimeUnit.MILLISECONDS);
  }
}
