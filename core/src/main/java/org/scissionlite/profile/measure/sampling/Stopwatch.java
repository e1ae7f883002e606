package org.scissionlite.profile.measure.sampling;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.LockSupport;
import org.scissionlite.error.ScissionLiteException;

/** Reads the time that passes, and the part of it in which the calling thread had a processor. */
public interface Stopwatch {
  /** Nanoseconds of a clock that never goes back, from any beginning. */
  long nanos();

  /** Nanoseconds for which the calling thread ran on a processor; 0 where that is not known. */
  long threadCpuNanos();

  /**
   * Nanoseconds for which a quota of processor time held the process back; 0 where there is none.
   */
  default long throttledNanos() {
    return 0;
  }

  /** Waits until {@link #nanos} has come to a time; returns at once where it has passed. */
  default void pauseUntil(long nanos) {
    for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new ScissionLiteException("interrupted while waiting for the next run");
      }
    }
  }

  /** The clocks of this machine. */
  static Stopwatch system() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    boolean knowsCpu = threads.isCurrentThreadCpuTimeSupported();
    CpuQuota quota = CpuQuota.ofThisProcess();
    return new Stopwatch() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public long threadCpuNanos() {
        return knowsCpu ? threads.getCurrentThreadCpuTime() : 0;
      }

      @Override
      public long throttledNanos() {
        return quota.throttledNanos();
      }
    };
  }
}
