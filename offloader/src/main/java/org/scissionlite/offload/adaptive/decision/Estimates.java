package org.scissionlite.offload.adaptive.decision;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What is known of link, device and edge of late. */
final class Estimates {
  private static final double QUEUE_DRIFT = 0.3;
  private static final double QUEUE_DEVIATION = 2e6;
  private static final double BYTES_DRIFT = 0.02;
  private static final double BYTES_DEVIATION = 0.2;

  /** An edge's queue that was seen so long ago tells nothing any more. */
  private static final double QUEUE_MEMORY = 5e9;

  /** An edge that was late rests for a moment, and is then asked over a new connection. */
  private static final double MOMENT = 300e6;

  private static final int ROUND_TRIPS = 5;

  private final LinkEstimate link;
  private final WorkEstimate device = new WorkEstimate();
  private final WorkEstimate edge = new WorkEstimate();
  private final Level queue = new Level(QUEUE_DRIFT, 0);
  private final Map<String, Level> bytes = new HashMap<>();
  private final Set<String> warm = new HashSet<>();
  private final Dials dials;
  private long queueAtNanos;

  /** Nothing but the link is known yet; dials stand where {@code dials} says. */
  Estimates(Dials dials, KnownLink known) {
    this.dials = dials;
    this.link = known.link();
  }

  void observed(Observation seen) {
    switch (seen.end()) {
      case AS_PLANNED -> answered(seen);
      case LATE -> late(seen);
      case UNASKED -> {
        if (isLong(seen)) {
          link.unasked(seen.atNanos() - seen.restNanos());
        }
      }
      case FAILED -> {
        if (!seen.way().isAlone()) {
          link.lost();
        }
      }
    }
  }

  /** Whether no edge was asked for longer than one that was late usually rests. */
  boolean isLong(Observation seen) {
    return seen.restNanos() > MOMENT + ROUND_TRIPS * link.roundTripNanos();
  }

  /** The first run of a way is slower than all others. */
  private void answered(Observation seen) {
    Way way = seen.way();
    long now = seen.atNanos();
    boolean first = warm.add(way.name());
    if (!first) {
      device.took(way, seen.deviceNanos(), now);
    }
    if (way.isAlone()) {
      return;
    }
    double work = seen.queueNanos() + seen.edgeNanos();
    Level sent = bytes.computeIfAbsent(way.name(), name -> new Level(BYTES_DRIFT, 0));
    double size = seen.bytes() / usualBytes(way, seen.step());
    sent.measured(size, Math.max(1e-9, BYTES_DEVIATION * size), now);
    if (!first) {
      edge.took(way, seen.edgeNanos(), now);
      queue.measured(seen.queueNanos(), QUEUE_DEVIATION, now);
      queueAtNanos = now;
      link.carried(seen.bytes(), seen.transferNanos(), now - Math.round(work));
    }
  }

  private void late(Observation seen) {
    double own = seen.transferNanos() - edge.nanos(seen.way()).orElse(0);
    link.late(sent(seen.way()), own, seen.atNanos());
  }

  void probed(int size, boolean alone, long nanos, long atNanos) {
    if (size == ProbeSchedule.SMALL) {
      link.pinged(nanos, alone, atNanos);
    } else {
      link.measured(size, nanos, atNanos);
    }
  }

  /** An image has no answer yet. */
  void overdue(OnTheirWay.Overdue image, long nowNanos) {
    Forecast expected = forecast(image.way(), nowNanos);
    double own = image.waitedNanos() - expected.edgeNanos();
    link.overdue(image.surely() ? sent(image.way()) : 0, own, nowNanos);
  }

  /** A way without an edge was run to see how long it takes. */
  void warmed(Way way, double nanos, long nowNanos) {
    if (warm.add(way.name())) {
      device.took(way, nanos, nowNanos);
    }
  }

  void lost() {
    link.lost();
  }

  OptionalInt probe(long nowNanos) {
    return link.probe(nowNanos);
  }

  LinkEstimate link() {
    return link;
  }

  /** What a way would take now; what is not known yet counts as nothing. */
  Forecast forecast(Way way, long nowNanos) {
    return forecast(way, dials.step(way), nowNanos);
  }

  /** The same at a step of the way's dial. */
  Forecast forecast(Way way, int step, long nowNanos) {
    boolean tried = device.nanos(way).isPresent();
    double slice = device.nanos(way).orElse(0);
    if (way.isAlone()) {
      return new Forecast(way, slice, 0, 0, slice, tried);
    }
    double work = edge.nanos(way).orElse(0);
    double sent = sent(way, step);
    double slowest = Math.max(Math.max(slice, work), link.occupiedNanos(sent));
    double transfer = link.isAway() ? Double.POSITIVE_INFINITY : link.transferNanos(sent);
    return new Forecast(way, slice, transfer, work + waiting(nowNanos), slowest, tried);
  }

  /** The bytes of an image on a way. */
  double sent(Way way) {
    return sent(way, dials.step(way));
  }

  private double sent(Way way, int step) {
    Level level = bytes.get(way.name());
    double usual = usualBytes(way, step);
    return level == null
        ? Math.max((double) way.leastBytes(), way.hasDial() ? usual : 0)
        : usual * level.value();
  }

  /** What the images seen are measured in: the usual bytes of a step, or single ones. */
  private static double usualBytes(Way way, int step) {
    return way.hasDial() ? Math.max(1, way.ladder().get(step)) : 1;
  }

  private double waiting(long nowNanos) {
    return queue.value() * Math.exp((queueAtNanos - nowNanos) / QUEUE_MEMORY);
  }
}
