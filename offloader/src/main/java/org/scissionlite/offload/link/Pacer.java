package org.scissionlite.offload.link;

import java.util.function.LongSupplier;

/**
 * One direction of a link: bytes enter it one after another at its rate, and leave it after its
 * delay. All connections share it.
 *
 * <p>The schedule is kept in absolute times, so that a thread that wakes up late loses nothing.
 */
final class Pacer {
  /**
   * How much work may wait before the link, as a time; a change of rate takes that long to show.
   */
  private static final long MOST_BACKLOG_NANOS = 4_000_000;

  private final LongSupplier clock;
  private LinkConditions conditions;
  private boolean cut;
  private long freeAtNanos;

  /**
   * A direction of a link that is idle.
   *
   * @param clock monotonic, in nanoseconds
   */
  Pacer(LinkConditions conditions, LongSupplier clock) {
    this.conditions = conditions;
    this.clock = clock;
    this.freeAtNanos = clock.getAsLong();
  }

  /**
   * When some bytes pass.
   *
   * @param dueNanos when the last of them arrives at the other end
   * @param waitNanos how long whoever sends them must pause before sending more
   */
  record Passage(long dueNanos, long waitNanos) {}

  /** Sends bytes; waits while the link is cut. */
  synchronized Passage send(int bytes) throws InterruptedException {
    awaitUncut();
    long now = clock.getAsLong();
    freeAtNanos = Math.max(now, freeAtNanos) + conditions.serialisationNanos(bytes);
    return new Passage(
        freeAtNanos + conditions.delayNanos(), Math.max(0, freeAtNanos - now - MOST_BACKLOG_NANOS));
  }

  synchronized void awaitUncut() throws InterruptedException {
    while (cut) {
      wait();
    }
  }

  /** Changes rate and delay of what is sent from now on. */
  synchronized void set(LinkConditions value) {
    conditions = value;
  }

  /** Stops or resumes everything. */
  synchronized void setCut(boolean value) {
    cut = value;
    notifyAll();
  }

  /** How many bytes to send at a time: what the link takes in a quarter of a millisecond. */
  synchronized int chunkBytes() {
    double bytes = conditions.megabitsPerSecond() * 1e6 / 8 * 0.25e-3;
    return (int) Math.min(64 * 1024, Math.max(1448, bytes));
  }
}
