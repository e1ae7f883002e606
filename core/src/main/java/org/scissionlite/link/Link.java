package org.scissionlite.link;

import org.scissionlite.error.UsageException;

/**
 * The network between two systems.
 *
 * @param roundTripMillis the ping in milliseconds, at least 0
 * @param megabitsPerSecond the bandwidth, above 0; 60 Mbit/s are 7,500,000 bytes a second
 */
public record Link(double roundTripMillis, double megabitsPerSecond) {
  private static final double BYTES_PER_MEGABIT = 125_000;
  private static final double MOST_MILLIS = 1e9;
  private static final double MOST_MEGABITS = 1e9;

  public Link {
    if (!(roundTripMillis >= 0 && roundTripMillis <= MOST_MILLIS)) {
      throw new UsageException(
          "ping: expected 0 or more milliseconds, got " + roundTripMillis + "; 0 is the nearest");
    }
    if (!(megabitsPerSecond <= MOST_MEGABITS
        && Math.round(megabitsPerSecond * BYTES_PER_MEGABIT) > 0)) {
      throw new UsageException(
          "bandwidth: expected 0.00001 to 1000000000 Mbit/s, got " + megabitsPerSecond);
    }
  }

  /** Bandwidth in whole bytes a second, rounded: 1.6 Mbit/s are 200,000. */
  public long bytesPerSecond() {
    return Math.round(megabitsPerSecond * BYTES_PER_MEGABIT);
  }

  public double roundTripNanos() {
    return roundTripMillis * 1e6;
  }

  /** This link with another bandwidth. */
  public Link withMegabitsPerSecond(double megabits) {
    return new Link(roundTripMillis, megabits);
  }

  /** This link with another ping. */
  public Link withRoundTripMillis(double millis) {
    return new Link(millis, megabitsPerSecond);
  }
}
