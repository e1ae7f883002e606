package org.scissionlite.offload.edge.inference;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that execute requests, with a queue that ends. */
public final class RequestExecutor implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ThreadPoolExecutor threads;

  /**
   * Starts the threads.
   *
   * @param parallel how many there are
   * @param queue how many requests may wait for one of them
   */
  public RequestExecutor(int parallel, int queue) {
    threads =
        new ThreadPoolExecutor(
            parallel,
            parallel,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            RequestExecutor::newThread);
    threads.prestartAllCoreThreads();
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "edge-worker-" + COUNT.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Runs the work when a thread is free.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the queue is full
   */
  void execute(Runnable work) {
    threads.execute(work);
  }

  /** Gives the place of some work in the queue to others; whether it had not begun. */
  boolean forget(Runnable work) {
    return threads.remove(work);
  }

  /** How many requests wait for their turn. */
  public int waiting() {
    return threads.getQueue().size();
  }

  /** How many requests are being executed. */
  public int running() {
    return threads.getActiveCount();
  }

  /** Takes no more work; whether all work ended in time. */
  public boolean stop(Duration wait) throws InterruptedException {
    threads.shutdown();
    return threads.awaitTermination(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes no more work, and ends the threads when there is none left. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
