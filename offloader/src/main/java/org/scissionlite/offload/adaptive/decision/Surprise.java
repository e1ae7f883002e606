package org.scissionlite.offload.adaptive.decision;

/**
 * Whether the link has just behaved otherwise than expected, and whether it is known how: a small
 * message that has the link to itself tells, or two that do not.
 */
final class Surprise {
  private static final long LASTS = 400_000_000;
  private static final long PATIENCE = 400_000_000;

  private static final int ENOUGH_PINGS = 2;

  private long until;
  private long begun;
  private int pings;
  private boolean told;

  /** Something was otherwise than expected. */
  void happened(long nowNanos) {
    if (!isOn(nowNanos)) {
      begun = nowNanos;
      told = false;
      pings = 0;
    }
    until = nowNanos + LASTS;
  }

  /**
   * A small message has come back.
   *
   * @param alone whether nothing else was on the link
   * @return whether it alone tells
   */
  boolean pinged(long sentNanos, boolean alone, long nowNanos) {
    boolean counts = isOn(nowNanos) && !told && sentNanos - begun >= 0;
    pings += counts ? 1 : 0;
    told |= counts && (alone || pings == ENOUGH_PINGS);
    return counts && alone;
  }

  /** Whether something has happened of late. */
  boolean isOn(long nowNanos) {
    return nowNanos - until < 0;
  }

  /** Whether it is not known yet what has changed, round trip or bandwidth. */
  boolean isUnclear(long nowNanos) {
    return isOn(nowNanos) && !told && nowNanos - begun < PATIENCE;
  }
}
