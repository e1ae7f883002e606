package org.scissionlite.cli.terminal;

import java.util.function.LongSupplier;

/**
 * The time that is left of work of which nobody knows how much it will be. What it tells goes down
 * with the clock and follows a new estimate by a quarter of the way, so that it does not jump.
 */
public final class Countdown {
  private static final double FOLLOWED = 0.25;

  private final LongSupplier clock;
  private final long startNanos;
  private long toldNanos;
  private double toldSeconds = Double.NaN;

  /**
   * The countdown of what begins now.
   *
   * @param clock in nanoseconds, never backwards
   */
  public Countdown(LongSupplier clock) {
    this.clock = clock;
    this.startNanos = clock.getAsLong();
  }

  /**
   * Seconds that are left.
   *
   * @param done of the work, more than nothing
   * @param total as far as it is known now
   */
  public double secondsLeft(double done, double total) {
    long now = clock.getAsLong();
    double estimate = (now - startNanos) / 1e9 / done * Math.max(0, total - done);
    double counted = Math.max(0, toldSeconds - (now - toldNanos) / 1e9);
    toldSeconds = Double.isNaN(toldSeconds) ? estimate : counted + FOLLOWED * (estimate - counted);
    toldNanos = now;
    return toldSeconds;
  }
}
