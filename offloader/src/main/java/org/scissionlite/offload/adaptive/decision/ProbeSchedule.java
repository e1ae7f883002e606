package org.scissionlite.offload.adaptive.decision;

import java.util.OptionalInt;

/**
 * When the link is probed, and with how many bytes: small messages all the time, more of them after
 * a surprise; larger ones while the bandwidth is hardly known.
 */
final class ProbeSchedule {
  /** The bytes of a message that tells the round trip. */
  static final int SMALL = 1;

  /** The bytes of the first message that tells the bandwidth. */
  private static final int FIRST = 12_000;

  private static final double LARGE_NANOS = 25e6;
  private static final int LEAST_LARGE = 1_500;
  private static final int MOST_LARGE = 24_000;
  private static final int MOST_DOUBLINGS = 4;
  private static final int MOST_PAUSES = 3;

  private static final long CALM_SMALL = 500_000_000;
  private static final long QUICK_SMALL = 30_000_000;
  private static final long CALM_LARGE = 1_000_000_000;
  private static final long QUICK_LARGE = 400_000_000;

  /** Large messages take at most this share of the link's time, and more after a surprise. */
  private static final double CALM_SHARE = 0.05;

  private static final double QUICK_SHARE = 0.25;

  private long lastSmall;
  private long lastLarge;
  private double largeTook;
  private int doublings;
  private boolean begun;

  /**
   * What is known of the link.
   *
   * @param surprised whether something has just changed
   * @param wantsLarge whether the bandwidth should be measured
   * @param nanosPerByte the inverse of the bandwidth; 0 while not known
   */
  record Knowledge(boolean surprised, boolean wantsLarge, double nanosPerByte) {}

  /** A large message has taken the link for so long. */
  void largeTook(double nanos) {
    largeTook = nanos;
  }

  /** The link has changed: how long messages took on the former one does not count. */
  void changed() {
    doublings = 0;
    largeTook = 0;
  }

  /** The bandwidth is known well enough. */
  void known() {
    doublings = 0;
  }

  /** The bytes of the probe that should be sent now, if any; it then counts as sent. */
  OptionalInt next(Knowledge knowledge, long nowNanos) {
    if (!begun) {
      begun = true;
      lastLarge = nowNanos - CALM_LARGE;
      lastSmall = nowNanos - CALM_SMALL;
    }
    if (knowledge.wantsLarge() && isLargeDue(knowledge, nowNanos)) {
      int bytes = largeBytes(knowledge.nanosPerByte());
      lastLarge = nowNanos;
      doublings++;
      return OptionalInt.of(bytes);
    }
    if (nowNanos - lastSmall >= (knowledge.surprised() ? QUICK_SMALL : CALM_SMALL)) {
      lastSmall = nowNanos;
      return OptionalInt.of(SMALL);
    }
    return OptionalInt.empty();
  }

  /** Less often where those before did not tell. */
  private boolean isLargeDue(Knowledge knowledge, long nowNanos) {
    int pauses = Math.max(0, Math.min(MOST_PAUSES, doublings - MOST_DOUBLINGS));
    long least = (knowledge.surprised() ? QUICK_LARGE : CALM_LARGE) << pauses;
    long since = nowNanos - lastLarge;
    double share = knowledge.surprised() ? QUICK_SHARE : CALM_SHARE;
    return since >= least && share * since >= largeTook;
  }

  /** As many as take long enough to be told from the jitter; more where fewer did not tell. */
  private int largeBytes(double nanosPerByte) {
    if (nanosPerByte == 0) {
      return FIRST;
    }
    double bytes = Math.max(LEAST_LARGE, LARGE_NANOS / nanosPerByte);
    return (int) Math.min(MOST_LARGE, bytes * (1 << Math.min(doublings, MOST_DOUBLINGS)));
  }
}
