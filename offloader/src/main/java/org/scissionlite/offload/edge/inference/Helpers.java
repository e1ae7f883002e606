package org.scissionlite.offload.edge.inference;

import java.lang.System.Logger;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** The threads that read requests, and help to answer those of one run: one for each processor. */
final class Helpers implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Helpers.class.getName());

  private final int count;
  private final ExecutorService threads;

  Helpers() {
    this.count = Runtime.getRuntime().availableProcessors();
    this.threads = Executors.newFixedThreadPool(count, threads("edge-codec-"));
  }

  /** Threads that do not keep the process alive. */
  static ThreadFactory threads(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Does something soon. */
  void execute(Runnable work) {
    threads.execute(work);
  }

  /**
   * Does something for each number from 0, on this thread and on those that are free; returns when
   * all is done.
   *
   * @param work throws nothing
   */
  void forEach(int numbers, IntConsumer work) {
    if (numbers == 1) {
      work.accept(0);
      return;
    }
    AtomicInteger next = new AtomicInteger();
    CountDownLatch undone = new CountDownLatch(numbers);
    Runnable some =
        () -> {
          for (int i = next.getAndIncrement(); i < numbers; i = next.getAndIncrement()) {
            try {
              work.accept(i);
            } finally {
              undone.countDown();
            }
          }
        };
    for (int helper = 1; helper < Math.min(numbers, count); helper++) {
      help(some);
    }
    some.run();
    awaitAll(undone);
  }

  /** While the edge is being stopped, the caller does it alone. */
  private void help(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.log(Logger.Level.DEBUG, "no helper any more", e);
    }
  }

  /** The memory that the others still read must not be used again: an interruption waits. */
  private static void awaitAll(CountDownLatch undone) {
    boolean interrupted = false;
    while (true) {
      try {
        undone.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
