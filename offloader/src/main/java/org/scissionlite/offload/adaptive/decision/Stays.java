package org.scissionlite.offload.adaptive.decision;

import java.util.HashMap;
import java.util.Map;

/**
 * Which ways were left soon after they were taken: one that turns out worse than forecast is not
 * taken again for a while, each time longer, so that no error of the forecast makes the choice
 * swing to and fro.
 */
final class Stays {
  private static final long SHORT = 3_000_000_000L;
  private static final long LONG = 20_000_000_000L;
  private static final long FIRST_PAUSE = 1_500_000_000L;
  private static final int MOST_DOUBLINGS = 5;

  private final Map<String, Long> barredUntil = new HashMap<>();
  private final Map<String, Integer> shortStays = new HashMap<>();
  private long sinceNanos;

  /** The first way is taken. */
  Stays(long nowNanos) {
    this.sinceNanos = nowNanos;
  }

  /** A way is left, as another one was tried for the first time. */
  void leftForTheFirstTime(long nowNanos) {
    sinceNanos = nowNanos;
  }

  /** A way is left. */
  void left(Way way, long nowNanos) {
    long stay = nowNanos - sinceNanos;
    sinceNanos = nowNanos;
    if (stay < SHORT) {
      int times = shortStays.merge(way.name(), 1, Integer::sum);
      long pause = FIRST_PAUSE << Math.min(MOST_DOUBLINGS, times - 1);
      barredUntil.put(way.name(), nowNanos + pause);
    } else if (stay > LONG) {
      shortStays.remove(way.name());
    }
  }

  /** Whether a way may be taken. */
  boolean allow(Way way, long nowNanos) {
    Long until = barredUntil.get(way.name());
    return until == null || nowNanos - until >= 0;
  }
}
