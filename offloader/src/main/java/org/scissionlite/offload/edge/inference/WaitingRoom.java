package org.scissionlite.offload.edge.inference;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.scissionlite.offload.edge.inference.ModelQueue.Batch;
import org.scissionlite.offload.edge.registry.ServedModel;

/**
 * Where requests wait: first to be read, then, in a queue for each model, to be run. Who is next is
 * said by {@link FairQueue}; models take turns.
 *
 * <p>There are so many places. When all are taken, the source that has most of them loses the one
 * that it took last to a source that has at least two fewer; otherwise the newcomer is refused.
 */
public final class WaitingRoom {
  private final int places;
  private final long delayNanos;
  private final int mostRuns;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final FairQueue<Job> unread = new FairQueue<>();
  private final Map<ServedModel, ModelQueue> queues = new LinkedHashMap<>();

  /** All that wait, or are being read, of each source in the order of their arrival. */
  private final Map<Object, Deque<Job>> inside = new HashMap<>();

  private int taken;
  private int running;
  private int runs;
  private boolean closed;

  /**
   * Nobody waits yet.
   *
   * @param places how many may wait
   * @param delay how long a request that could be run waits for others to be run with
   * @param mostRuns how many runs go on at a time
   */
  public WaitingRoom(int places, Duration delay, int mostRuns) {
    this.places = places;
    this.delayNanos = delay.toNanos();
    this.mostRuns = mostRuns;
  }

  /** How many requests wait. */
  public int waiting() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** How many requests are being run. */
  public int running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a request in; it waits to be read, or, where that is done already, to be run.
   *
   * @return the request that has lost its place to it, to be refused
   * @throws RejectedExecutionException if there is no place for it, or it comes too late
   */
  Optional<Job> enter(Job job, boolean isRead) {
    lock.lock();
    try {
      if (closed) {
        throw new RejectedExecutionException("the edge is being stopped");
      }
      Optional<Job> displaced = taken < places ? Optional.empty() : Optional.of(displaced(job));
      inside.computeIfAbsent(job.source(), source -> new ArrayDeque<>()).addLast(job);
      taken++;
      if (isRead) {
        awaitRun(job);
      } else {
        unread.add(job);
      }
      return displaced;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets a request be run at once, by the caller, who tells the run's {@link #end}: where nobody
   * waits and a run could begin, nobody is overtaken.
   *
   * @return empty where it has to enter
   */
  Optional<Batch> pass(Job job) {
    lock.lock();
    try {
      if (closed || taken > 0 || runs == mostRuns || job.isLate(System.nanoTime())) {
        return Optional.empty();
      }
      ModelQueue queue = queue(job.model());
      if (!queue.hasInstance()) {
        return Optional.empty();
      }
      return Optional.of(begun(queue.pass(job), queue));
    } finally {
      lock.unlock();
    }
  }

  /** How many runs go on at a time. */
  int mostRuns() {
    return mostRuns;
  }

  private Job displaced(Job newcomer) {
    Deque<Job> most =
        inside.values().stream().max(Comparator.comparingInt(Deque::size)).orElseThrow();
    Deque<Job> own = inside.getOrDefault(newcomer.source(), new ArrayDeque<>());
    if (most.size() < own.size() + 2) {
      throw new RejectedExecutionException("all places are taken");
    }
    for (var last = most.descendingIterator(); last.hasNext(); ) {
      Job job = last.next();
      if (remove(job)) {
        leave(job);
        return job;
      }
    }
    throw new RejectedExecutionException("all of that source are being read");
  }

  /** The next one to be read; empty where the one that was waiting has gone. */
  Optional<Job> nextUnread() {
    lock.lock();
    try {
      return unread.poll();
    } finally {
      lock.unlock();
    }
  }

  /** A request was read, and waits to be run. */
  void ready(Job job) {
    lock.lock();
    try {
      awaitRun(job);
    } finally {
      lock.unlock();
    }
  }

  private void awaitRun(Job job) {
    queue(job.model()).add(job, System.nanoTime());
    changed.signal();
  }

  private ModelQueue queue(ServedModel of) {
    return queues.computeIfAbsent(of, model -> new ModelQueue(model, delayNanos));
  }

  /** Gives the place of a request that waits to others; whether it was waiting. */
  boolean forget(Job job) {
    lock.lock();
    try {
      boolean found = remove(job);
      if (found) {
        leave(job);
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  private boolean remove(Job job) {
    boolean found =
        unread.remove(job) || queues.values().stream().anyMatch(queue -> queue.remove(job));
    queues.values().removeIf(ModelQueue::isIdle);
    return found;
  }

  /** Gives the place of a request that could not be read to others. */
  void abandon(Job job) {
    lock.lock();
    try {
      leave(job);
    } finally {
      lock.unlock();
    }
  }

  private void leave(Job job) {
    inside.computeIfPresent(
        job.source(),
        (source, own) -> {
          own.remove(job);
          return own.isEmpty() ? null : own;
        });
    taken--;
    if (closed) {
      changed.signalAll();
    }
  }

  /**
   * Waits for requests to be run; the caller tells their {@link #end}.
   *
   * @return empty when the room is closed and nobody is inside
   */
  Optional<Batch> begin() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed || taken > 0) {
        long now = System.nanoTime();
        long pause = Long.MAX_VALUE;
        for (ModelQueue queue : runs == mostRuns ? List.<ModelQueue>of() : queues.values()) {
          long its = queue.pauseNanos(now);
          if (its == 0) {
            return Optional.of(begin(queue, now));
          }
          pause = Math.min(pause, its);
        }
        if (pause == Long.MAX_VALUE) {
          changed.await();
        } else {
          boolean unused = changed.await(pause, TimeUnit.NANOSECONDS);
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private Batch begin(ModelQueue queue, long now) {
    Batch batch = queue.begin(now);
    batch.run().forEach(this::leave);
    batch.late().forEach(this::leave);
    return begun(batch, queue);
  }

  private Batch begun(Batch batch, ModelQueue queue) {
    runs++;
    running += batch.run().size();
    queues.remove(batch.model());
    queues.put(batch.model(), queue);
    return batch;
  }

  /** A run has ended. */
  void end(Batch batch) {
    lock.lock();
    try {
      runs--;
      running -= batch.run().size();
      queues.get(batch.model()).end();
      queues.values().removeIf(ModelQueue::isIdle);
      if (taken > 0 || closed) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes nobody in any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
