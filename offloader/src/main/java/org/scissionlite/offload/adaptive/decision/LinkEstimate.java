package org.scissionlite.offload.adaptive.decision;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;

/**
 * The link as it is now: a message takes the round trip and its bytes at the bandwidth.
 *
 * <p>Messages of hardly any bytes tell the round trip. What a larger message takes beyond it tells
 * the bandwidth. Messages that follow each other closely wait for each other on the link; then the
 * time between their arrivals is what the link needs for one.
 */
final class LinkEstimate {
  /** The bytes of a message that tells the round trip. */
  static final int SMALL = 1;

  /** The bytes of the first message that tells the bandwidth. */
  private static final int MEDIUM = 12_000;

  private static final double MEDIUM_NANOS = 25e6;
  private static final int LEAST_MEDIUM = 1_500;
  private static final int MOST_DOUBLINGS = 4;
  private static final int MOST_PAUSES = 3;
  private static final int MOST_MEDIUM = 24_000;

  private static final int WINDOW = 3;
  private static final double DRIFT = 0.07;
  private static final double LEAST_NANOS_PER_BYTE = 0.008;
  private static final double LEAST_NOISE = 300_000;
  private static final double PING_NOISE = 0.1;
  private static final double RELATIVE_NOISE = 0.08;
  private static final double UNCERTAIN = 0.35;
  private static final double SURPRISE = 0.3;
  private static final long CALM_INTERVAL = 500_000_000;
  private static final long AGITATED_INTERVAL = 30_000_000;
  private static final long AGITATION = 400_000_000;
  private static final long MEDIUM_INTERVAL = 1_000_000_000;

  /** Probes of the bandwidth take at most this share of the link's time. */
  private static final double MOST_SHARE = 0.05;

  private static final int ENOUGH_PINGS = 2;
  private static final long PATIENCE = 400_000_000;
  private static final int LOSSES = 2;
  private static final double BITS = 8;

  private final Deque<Double> pings = new ArrayDeque<>();
  private final Level nanosPerByte = new Level(DRIFT, LEAST_NANOS_PER_BYTE);
  private final Level roundTrip = new Level(DRIFT, 0);
  private double jitter;
  private long lastArrival;
  private boolean arrived;
  private int lost;
  private int late;
  private long agitatedUntil;
  private long surprisedAt;
  private int pingsSince;
  private long lastSmall;
  private long lastMedium;
  private double mediumTook;
  private int doublings;
  private boolean begun;

  /** A message of hardly any bytes took so long. */
  void pinged(long nanos, long atNanos) {
    lost = 0;
    if (atNanos - nanos - surprisedAt >= 0) {
      pingsSince++;
    }
    if (Math.abs(nanos - roundTripNanos()) > SURPRISE * roundTripNanos() + 2 * noise(0)) {
      agitate(atNanos);
      nanosPerByte.doubt();
    }
    pings.addLast((double) nanos);
    if (pings.size() > WINDOW) {
      pings.removeFirst();
    }
    roundTrip.measured((double) nanos, Math.max(LEAST_NOISE, PING_NOISE * nanos), atNanos);
    jitter =
        pings.stream().mapToDouble(each -> Math.abs(each - roundTripNanos())).average().orElse(0);
  }

  /**
   * A message and its answer took so long on the link.
   *
   * @param arrivedNanos when the answer came, less the other side's work
   */
  void carried(long bytes, double nanos, long arrivedNanos) {
    lost = 0;
    late = 0;
    if (!roundTrip.isKnown()) {
      roundTrip.measured(nanos, nanos, arrivedNanos);
    }
    double own = arrived ? Math.min(nanos, roundTripNanos() + arrivedNanos - lastArrival) : nanos;
    boolean inOrder = !arrived || arrivedNanos > lastArrival;
    lastArrival = Math.max(lastArrival, arrivedNanos);
    if (!arrived) {
      lastArrival = arrivedNanos;
      arrived = true;
    }
    if (!inOrder || bytes <= SMALL) {
      return;
    }
    double noise = noise(own);
    boolean shorterThanPossible = own < roundTripNanos() - 2 * noise;
    if (!shorterThanPossible) {
      nanosPerByte.measured((own - roundTripNanos()) / bytes, noise / bytes, arrivedNanos);
    }
    if (shorterThanPossible || nanosPerByte.isSurprised()) {
      agitate(arrivedNanos);
    }
  }

  /** A message was given up after so long. */
  void late(double bytes, double nanos, long nowNanos) {
    double own = arrived ? Math.min(nanos, roundTripNanos() + nowNanos - lastArrival) : nanos;
    lastArrival = arrived ? Math.max(lastArrival, nowNanos) : nowNanos;
    arrived = true;
    late++;
    if (late > 1) {
      overdue(bytes, own, nowNanos);
    } else {
      agitate(nowNanos);
    }
  }

  /** A message has been alone on the link for so long and has no answer yet. */
  void overdue(double bytes, double nanos, long nowNanos) {
    if (bytes > SMALL) {
      nanosPerByte.raise((nanos - roundTripNanos()) / bytes, nowNanos);
    }
    agitate(nowNanos);
  }

  /** A probe of the bandwidth took so long. */
  void measured(long bytes, long nanos, long arrivedNanos) {
    mediumTook = Math.max(0, nanos - roundTripNanos());
    carried(bytes, (double) nanos, arrivedNanos);
  }

  private double noise(double nanos) {
    return Math.max(
        Math.max(LEAST_NOISE, Math.min(jitter, roundTripNanos() / 2)), RELATIVE_NOISE * nanos);
  }

  private void agitate(long atNanos) {
    if (atNanos - agitatedUntil >= 0) {
      surprisedAt = atNanos;
      pingsSince = 0;
    }
    agitatedUntil = atNanos + AGITATION;
  }

  /** A message got no answer. */
  void lost() {
    lost++;
  }

  /** Whether nothing seems to come through. */
  boolean isAway() {
    return lost >= LOSSES;
  }

  /**
   * Whether something has just changed, and whether round trip or bandwidth is not known yet: two
   * small messages tell.
   */
  boolean isUnclear(long nowNanos) {
    return nowNanos - agitatedUntil < 0
        && pingsSince < ENOUGH_PINGS
        && nowNanos - surprisedAt < PATIENCE;
  }

  /** Whether the bandwidth is hardly known. */
  boolean isUncertain(long nowNanos) {
    return !nanosPerByte.isKnown()
        || nanosPerByte.deviation(nowNanos) > UNCERTAIN * nanosPerByte.value();
  }

  /** The standard deviation of how long the link is taken by so many bytes. */
  double deviationNanos(double bytes, long nowNanos) {
    return bytes * nanosPerByte.deviation(nowNanos);
  }

  double roundTripNanos() {
    return roundTrip.value();
  }

  /** How long the link is taken by so many bytes; 0 while the bandwidth is not known. */
  double occupiedNanos(double bytes) {
    return bytes * nanosPerByte.value();
  }

  /** How long a message takes. */
  double transferNanos(double bytes) {
    return roundTripNanos() + occupiedNanos(bytes);
  }

  /** Mbit/s; infinite while not known. */
  double megabits() {
    return BITS * 1e3 / nanosPerByte.value();
  }

  /** The bytes of the probe that should be sent now, if any; it then counts as sent. */
  OptionalInt probe(long nowNanos) {
    if (!begun) {
      begun = true;
      lastMedium = nowNanos - MEDIUM_INTERVAL;
      lastSmall = nowNanos - CALM_INTERVAL;
      agitate(nowNanos);
    }
    boolean agitated = nowNanos - agitatedUntil < 0;
    boolean pinged = !pings.isEmpty();
    doublings = isUncertain(nowNanos) ? doublings : 0;
    if (pinged && isMediumDue(agitated, nowNanos)) {
      int bytes = mediumBytes();
      lastMedium = nowNanos;
      doublings++;
      return OptionalInt.of(bytes);
    }
    if (nowNanos - lastSmall >= (agitated ? AGITATED_INTERVAL : CALM_INTERVAL)) {
      lastSmall = nowNanos;
      return OptionalInt.of(SMALL);
    }
    return OptionalInt.empty();
  }

  private boolean isMediumDue(boolean agitated, long nowNanos) {
    long least =
        (agitated ? AGITATION : MEDIUM_INTERVAL)
            << Math.max(0, Math.min(MOST_PAUSES, doublings - MOST_DOUBLINGS));
    long since = nowNanos - lastMedium;
    return !isAway() && isUncertain(nowNanos) && since >= least && MOST_SHARE * since >= mediumTook;
  }

  /** As many as take long enough to be told from the jitter; more where fewer did not tell. */
  private int mediumBytes() {
    if (!nanosPerByte.isKnown()) {
      return MEDIUM;
    }
    double bytes = Math.max(LEAST_MEDIUM, MEDIUM_NANOS / nanosPerByte.value());
    return (int) Math.min(MOST_MEDIUM, bytes * (1 << Math.min(doublings, MOST_DOUBLINGS)));
  }
}
