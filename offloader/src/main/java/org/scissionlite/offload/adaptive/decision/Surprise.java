package org.scissionlite.offload.adaptive.decision;

/** Whether the link has just behaved otherwise than expected, and whether it is known how. */
final class Surprise {
  private static final long LASTS = 400_000_000;
  private static final long PATIENCE = 400_000_000;
  private static final int ENOUGH_PINGS = 2;

  private long until;
  private long begun;
  private int pings;

  /** Something was otherwise than expected. */
  void happened(long nowNanos) {
    if (!isOn(nowNanos)) {
      begun = nowNanos;
      pings = 0;
    }
    until = nowNanos + LASTS;
  }

  /** A small message that was sent at a time has come back. */
  void pinged(long sentNanos) {
    if (sentNanos - begun >= 0) {
      pings++;
    }
  }

  /** Whether something has happened of late. */
  boolean isOn(long nowNanos) {
    return nowNanos - until < 0;
  }

  /**
   * Whether it is not known yet what has changed, round trip or bandwidth: two small messages tell.
   */
  boolean isUnclear(long nowNanos) {
    return isOn(nowNanos) && pings < ENOUGH_PINGS && nowNanos - begun < PATIENCE;
  }
}
