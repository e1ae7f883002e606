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
  private static final int WINDOW = 3;
  private static final double DRIFT = 0.07;
  private static final double LEAST_NANOS_PER_BYTE = 0.008;
  private static final double LEAST_NOISE = 300_000;
  private static final double PING_NOISE = 0.1;
  private static final double RELATIVE_NOISE = 0.08;
  private static final double UNCERTAIN = 0.35;
  private static final double SURPRISE = 0.3;

  /** A bandwidth that no message has told for so long is looked at. */
  private static final long SILENCE = 2_000_000_000;

  private static final int LOSSES = 2;
  private static final double BITS = 8;

  private final Deque<Double> pings = new ArrayDeque<>();
  private final Level nanosPerByte;
  private final Level roundTrip;
  private final Surprise surprise = new Surprise();
  private final ProbeSchedule schedule = new ProbeSchedule();
  private double jitter;
  private double measuredBytes;
  private long measuredAt;
  private long lastArrival;
  private boolean arrived;
  private int lost;
  private long lastPing;
  private int late;
  private boolean begun;

  /** A link of which nothing is known. */
  LinkEstimate() {
    this(new Level(DRIFT, LEAST_NANOS_PER_BYTE), new Level(DRIFT, 0));
  }

  private LinkEstimate(Level nanosPerByte, Level roundTrip) {
    this.nanosPerByte = nanosPerByte;
    this.roundTrip = roundTrip;
  }

  /** The same link, seen by another observer from now on. */
  LinkEstimate copy() {
    LinkEstimate copy = new LinkEstimate(nanosPerByte.copy(), roundTrip.copy());
    copy.pings.addAll(pings);
    copy.jitter = jitter;
    copy.measuredBytes = measuredBytes;
    copy.measuredAt = measuredAt;
    return copy;
  }

  /** A message of hardly any bytes took so long, with nothing else on the link. */
  void pinged(long nanos, long atNanos) {
    pinged(nanos, true, atNanos);
  }

  /**
   * A message of hardly any bytes took so long.
   *
   * @param alone whether nothing else was on the link, which it would have waited for
   */
  void pinged(long nanos, boolean alone, long atNanos) {
    lost = 0;
    lastPing = atNanos;
    boolean tells = surprise.pinged(atNanos - nanos, alone, atNanos);
    if (Math.abs(nanos - roundTripNanos()) > SURPRISE * roundTripNanos() + 2 * noise(0)) {
      if (!surprise.isOn(atNanos)) {
        schedule.changed();
      }
      surprised(atNanos);
      nanosPerByte.doubt();
    }
    pings.addLast((double) nanos);
    if (pings.size() > WINDOW) {
      pings.removeFirst();
    }
    measuredRoundTrip((double) nanos, tells, atNanos);
    jitter =
        pings.stream().mapToDouble(each -> Math.abs(each - roundTripNanos())).average().orElse(0);
  }

  /**
   * If a small message that tells took longer, it was the round trip that has grown: what was taken
   * for another bandwidth since, as messages took longer, is taken back.
   */
  private void measuredRoundTrip(double nanos, boolean tells, long atNanos) {
    double deviation = Math.max(LEAST_NOISE, PING_NOISE * nanos);
    double before = roundTrip.value();
    if (!tells) {
      roundTrip.measured(nanos, deviation, atNanos);
      return;
    }
    roundTrip.confirmed(nanos, deviation, atNanos);
    if (roundTrip.hasJumped() && roundTrip.value() > before) {
      nanosPerByte.takeBack();
      nanosPerByte.doubt();
    }
  }

  private void surprised(long nowNanos) {
    if (!surprise.isOn(nowNanos)) {
      nanosPerByte.remember();
    }
    surprise.happened(nowNanos);
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
    if (!inOrder || bytes <= ProbeSchedule.SMALL) {
      return;
    }
    double noise = noise(own);
    boolean shorterThanPossible = own < roundTripNanos() - 2 * noise;
    if (!shorterThanPossible) {
      measuredBytes = bytes;
      measuredAt = arrivedNanos;
      nanosPerByte.measured((own - roundTripNanos()) / bytes, noise / bytes, arrivedNanos);
    }
    if (shorterThanPossible || nanosPerByte.isSurprised()) {
      surprised(arrivedNanos);
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
      surprised(nowNanos);
    }
  }

  /** A message has been alone on the link for so long and has no answer yet. */
  void overdue(double bytes, double nanos, long nowNanos) {
    surprised(nowNanos);
    if (bytes > ProbeSchedule.SMALL) {
      nanosPerByte.raise((nanos - roundTripNanos()) / bytes, nowNanos);
    }
  }

  /** A probe of the bandwidth took so long. */
  void measured(long bytes, long nanos, long arrivedNanos) {
    schedule.largeTook(Math.max(0, nanos - roundTripNanos()));
    carried(bytes, (double) nanos, arrivedNanos);
  }

  private double noise(double nanos) {
    return Math.max(
        Math.max(LEAST_NOISE, Math.min(jitter, roundTripNanos() / 2)), RELATIVE_NOISE * nanos);
  }

  /** A message got no answer. */
  void lost() {
    lost++;
  }

  /**
   * No edge has been asked since then, which tells nothing of a link that carries small messages.
   */
  void unasked(long sinceNanos) {
    if (pings.isEmpty() || lastPing - sinceNanos < 0) {
      lost++;
    }
  }

  /** Whether nothing seems to come through. */
  boolean isAway() {
    return lost >= LOSSES;
  }

  /** Whether something has just changed, and whether round trip or bandwidth is not known yet. */
  boolean isUnclear(long nowNanos) {
    return surprise.isUnclear(nowNanos);
  }

  /** Whether the bandwidth is hardly known. */
  boolean isUncertain(long nowNanos) {
    return !nanosPerByte.isKnown()
        || nowNanos - measuredAt > SILENCE
        || nanosPerByte.deviation(nowNanos) > UNCERTAIN * nanosPerByte.value();
  }

  /**
   * The standard deviation of how long the link is taken by so many bytes. What the round trip is
   * off by is taken for time of the bytes that were measured.
   */
  double deviationNanos(double bytes, long nowNanos) {
    double ofRoundTrip = measuredBytes > 0 ? roundTrip.deviation(nowNanos) / measuredBytes : 0;
    return bytes * Math.hypot(nanosPerByte.deviation(nowNanos), ofRoundTrip);
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
      surprised(nowNanos);
    }
    boolean uncertain = isUncertain(nowNanos);
    if (!uncertain) {
      schedule.known();
    }
    boolean wantsLarge = uncertain && !isAway() && !pings.isEmpty();
    return schedule.next(
        new ProbeSchedule.Knowledge(surprise.isOn(nowNanos), wantsLarge, nanosPerByte.value()),
        nowNanos);
  }
}
