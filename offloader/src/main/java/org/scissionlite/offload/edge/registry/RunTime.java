package org.scissionlite.offload.edge.registry;

/**
 * How long the runs of a slice usually take; a few that were held up by other work of the machine
 * change little. Used by several threads: that a time of one gets lost does no harm.
 */
final class RunTime {
  /** About what it takes to hand a request to another thread and its answer back. */
  private static final long QUICK_NANOS = 50_000;

  /** Java compiles and the engine reserves memory while it runs for the first times. */
  private static final int LEAST_RUNS = 20;

  private static final int WEIGHT = 16;

  private volatile int runs;
  private volatile long usualNanos;

  void took(long nanos) {
    int before = runs;
    usualNanos = before == 0 ? nanos : usualNanos + change(nanos) / WEIGHT;
    runs = Math.min(LEAST_RUNS, before + 1);
  }

  /** At most as much upwards as downwards. */
  private long change(long nanos) {
    return Math.min(nanos, 2 * usualNanos) - usualNanos;
  }

  /** Whether a run takes less time than to hand it to another thread. */
  boolean isQuick() {
    return runs == LEAST_RUNS && usualNanos <= QUICK_NANOS;
  }
}
