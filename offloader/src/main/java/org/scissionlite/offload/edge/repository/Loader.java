package org.scissionlite.offload.edge.repository;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that loads and unloads bundles while others serve; what waits for it is bounded.
 */
public final class Loader implements AutoCloseable {
  private static final int MOST_WAITING = 16;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Loader::newThread);
  private final Semaphore places = new Semaphore(MOST_WAITING);

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "edge-loader");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Does some work when its turn has come.
   *
   * @throws RejectedExecutionException if too much is waiting, or the edge is being stopped
   */
  void execute(Runnable work) {
    if (!places.tryAcquire()) {
      throw new RejectedExecutionException("too much is waiting to be loaded");
    }
    try {
      thread.execute(
          () -> {
            try {
              work.run();
            } finally {
              places.release();
            }
          });
    } catch (RejectedExecutionException e) {
      places.release();
      throw e;
    }
  }

  /** Does some work, which throws nothing, now and again. */
  public void repeat(Runnable work, Duration pause) {
    var unused =
        thread.scheduleWithFixedDelay(
            work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Begins nothing more. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
