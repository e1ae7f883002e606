package org.scissionlite.offload.device.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.scissionlite.offload.device.timing.LatestStart;
import org.scissionlite.offload.device.timing.RunningTime;

/**
 * The device's own answers, computed by one thread one after another in the order in which they are
 * due. Each begins as late as all can still be in time, so that the edge's answer can come first;
 * one for which no edge is awaited begins as soon as that makes no other late. Thread-safe.
 */
public final class LocalAnswers implements AutoCloseable {
  /** Timers fire late, and an answer is used after it is there. */
  private static final Duration MOST_MARGIN = Duration.ofMillis(20);

  private static final int MARGIN_SHARE = 5;

  private final long marginNanos;
  private final long mostNeedNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Job> jobs = new ArrayList<>();
  private final Thread thread;
  private boolean closed;

  /**
   * Starts the thread.
   *
   * @param deadline of an image; at most half of it is kept back for the device's own answer,
   *     however long that takes
   */
  public LocalAnswers(Duration deadline) {
    this.marginNanos = Math.min(MOST_MARGIN.toNanos(), deadline.toNanos() / MARGIN_SHARE);
    this.mostNeedNanos = deadline.toNanos() / 2;
    this.thread = new Thread(this::work, "device-local");
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /** An answer that the device may have to compute. */
  public static final class Job {
    private final long dueNanos;
    private final RunningTime time;
    private final Runnable work;
    private boolean hurried;

    private Job(long dueNanos, RunningTime time, Runnable work) {
      this.dueNanos = dueNanos;
      this.time = time;
      this.work = work;
    }
  }

  /**
   * Plans an answer.
   *
   * @param dueNanos of {@link System#nanoTime}
   * @param time how long the work takes
   * @param work must not throw
   */
  public Job plan(long dueNanos, RunningTime time, Runnable work) {
    Job job = new Job(dueNanos, time, work);
    inLock(
        () -> {
          int place = jobs.size();
          while (place > 0 && jobs.get(place - 1).dueNanos - dueNanos > 0) {
            place--;
          }
          jobs.add(place, job);
        });
    return job;
  }

  /** No edge is awaited any more for a job. */
  public void hurry(Job job) {
    inLock(() -> job.hurried = true);
  }

  /** The answer is not needed any more; one that is being computed is computed in vain. */
  public void drop(Job job) {
    inLock(() -> jobs.remove(job));
  }

  private void inLock(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      for (Optional<Job> job = take(); job.isPresent(); job = take()) {
        job.get().work.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until a job must begin; empty when this is closed. */
  private Optional<Job> take() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        if (jobs.isEmpty()) {
          changed.await();
          continue;
        }
        long wait = LatestStart.ofFirst(tasks(System.nanoTime()), marginNanos);
        Optional<Job> due = due(wait);
        if (due.isPresent()) {
          jobs.remove(due.get());
          return due;
        }
        changed.awaitNanos(wait);
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private List<LatestStart.Task> tasks(long now) {
    return jobs.stream()
        .map(job -> new LatestStart.Task(job.dueNanos - marginNanos - now, need(job)))
        .toList();
  }

  private long need(Job job) {
    return Math.min(mostNeedNanos, job.time.mostNanos());
  }

  private Optional<Job> due(long waitNanos) {
    Job first = jobs.get(0);
    Optional<Job> hurried = jobs.stream().filter(job -> job.hurried).findFirst();
    if (hurried.isPresent() && hurried.get() != first) {
      return need(hurried.get()) < waitNanos ? hurried : Optional.of(first);
    }
    return hurried.isPresent() || waitNanos <= 0 ? Optional.of(first) : Optional.empty();
  }

  /**
   * Begins no further job, and waits for the one that is being computed.
   *
   * @return whether it has ended in time
   */
  public boolean stop(Duration wait) throws InterruptedException {
    close();
    thread.join(Math.max(1, wait.toMillis()));
    return !thread.isAlive();
  }

  /** Begins no further job. */
  @Override
  public void close() {
    inLock(() -> closed = true);
  }
}
