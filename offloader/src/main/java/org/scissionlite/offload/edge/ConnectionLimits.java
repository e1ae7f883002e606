package org.scissionlite.offload.edge;

import java.time.Duration;
import org.scissionlite.error.UsageException;

/**
 * What an edge bears from those who connect to it.
 *
 * @param connections how many may stand at a time; the next is closed at once
 * @param perAddress how many of these may come from one address
 * @param request how long the greeting of a connection, and each request, may take to arrive: a
 *     sender of a byte now and then is cut off
 * @param idle how long a connection without requests stands; a device connects again by itself
 * @param age how long a connection stands at most; requests in progress are answered first
 */
public record ConnectionLimits(
    int connections, int perAddress, Duration request, Duration idle, Duration age) {
  /** One address gets so large a part of the connections where nothing else is said. */
  private static final int SHARE = 4;

  /**
   * 1,000 connections, 250 of one address, 30 s for a request, 15 min without one, renewed after a
   * day.
   */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(
          1000,
          shareOf(1000),
          Duration.ofSeconds(30),
          Duration.ofMinutes(15),
          Duration.ofHours(24));

  public ConnectionLimits {
    requirePositive("", connections);
    requirePositive(" of one address", perAddress);
    requirePositive("time for a request", request);
    requirePositive("idle time of a connection", idle);
    requirePositive("age of a connection", age);
  }

  private static void requirePositive(String whose, int connections) {
    if (connections < 1) {
      throw new UsageException(
          "expected at least 1 connection%s, got %d".formatted(whose, connections));
    }
  }

  private static void requirePositive(String what, Duration value) {
    if (value.compareTo(Duration.ofMillis(1)) < 0) {
      throw new UsageException(
          "%s: expected at least 1 ms, got %d ns".formatted(what, value.toNanos()));
    }
  }

  /** The connections of one address that are usual among so many. */
  public static int shareOf(int connections) {
    return Math.max(1, connections / SHARE);
  }
}
