package org.scissionlite.offload.edge.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.offload.edge.registry.ServedModel;

/** The requests that wait for one model, and how many runs of it go on. One thread at a time. */
final class ModelQueue {
  private final ServedModel model;
  private final long delayNanos;
  private final FairQueue<Job> jobs = new FairQueue<>();

  /** When each began to wait, the one that waits longest first. */
  private final Map<Job, Long> since = new LinkedHashMap<>();

  private int runs;

  /**
   * @param delayNanos how long a request waits for others when it could be run
   */
  ModelQueue(ServedModel model, long delayNanos) {
    this.model = model;
    this.delayNanos = delayNanos;
  }

  void add(Job job, long nowNanos) {
    jobs.add(job);
    since.put(job, nowNanos);
  }

  /** Takes one out; whether it was waiting. */
  boolean remove(Job job) {
    since.remove(job);
    return jobs.remove(job);
  }

  /** Whether nothing waits and nothing runs. */
  boolean isIdle() {
    return jobs.size() == 0 && runs == 0;
  }

  /**
   * How long it takes until a run can begin: 0 for now, {@link Long#MAX_VALUE} for not before
   * something happens.
   */
  long pauseNanos(long nowNanos) {
    if (jobs.size() == 0 || !hasInstance()) {
      return Long.MAX_VALUE;
    }
    return jobs.size() >= model.mostInARun()
        ? 0
        : Math.max(0, since.values().iterator().next() + delayNanos - nowNanos);
  }

  /** Whether a run more can go on. */
  boolean hasInstance() {
    return runs < model.instances();
  }

  /** Begins a run with a request that did not wait. */
  Batch pass(Job job) {
    runs++;
    return new Batch(model, List.of(job), List.of());
  }

  /** Begins a run; the requests whose time is over are not in it. */
  Batch begin(long nowNanos) {
    runs++;
    List<Job> run = new ArrayList<>();
    List<Job> late = new ArrayList<>();
    while (run.size() < model.mostInARun() && jobs.size() > 0) {
      Job next = jobs.poll().orElseThrow();
      since.remove(next);
      (next.isLate(nowNanos) ? late : run).add(next);
    }
    return new Batch(model, run, late);
  }

  /** A run has ended. */
  void end() {
    runs--;
  }

  /**
   * What a worker has to do.
   *
   * @param run requests to be run together; may be none
   * @param late requests whose deadline has passed, to be refused
   */
  record Batch(ServedModel model, List<Job> run, List<Job> late) {
    Batch {
      run = List.copyOf(run);
      late = List.copyOf(late);
    }
  }
}
