package org.scissionlite.cli.terminal;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When it is time to tell of progress again, and how long the rest will take. */
public final class ProgressPace {
  private final long intervalNanos;
  private final LongSupplier clock;
  private final long startNanos;
  private long toldNanos;

  /**
   * The pace of what begins now.
   *
   * @param interval that passes before anything is told, and between two times
   * @param clock in nanoseconds, never backwards
   */
  public ProgressPace(Duration interval, LongSupplier clock) {
    this.intervalNanos = interval.toNanos();
    this.clock = clock;
    this.startNanos = clock.getAsLong();
    this.toldNanos = startNanos;
  }

  /** Whether the interval has passed; if so, the next one begins. */
  public boolean isDue() {
    long now = clock.getAsLong();
    boolean due = now - toldNanos >= intervalNanos;
    toldNanos = due ? now : toldNanos;
    return due;
  }

  /** Seconds that the rest takes if it goes on as so far: 2 of 10 in 5 s leave 20 s. */
  public double secondsLeft(long done, long total) {
    return (clock.getAsLong() - startNanos) / 1e9 / done * (total - done);
  }
}
