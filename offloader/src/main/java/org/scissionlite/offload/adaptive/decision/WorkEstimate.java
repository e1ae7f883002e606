package org.scissionlite.offload.adaptive.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How long each way takes on one machine. What the machine has become slower or faster by, other
 * work or another clock rate, is seen on the way that runs and holds for those that do not.
 */
final class WorkEstimate {
  private static final double PACE_DRIFT = 0.05;
  private static final double PACE_DEVIATION = 0.1;
  private static final double LEAST_PACE = 1e-3;

  /** After so many runs a way's usual time is settled: what differs then is the machine's pace. */
  private static final int SETTLED = 8;

  private final Level pace = new Level(PACE_DRIFT, LEAST_PACE);
  private final Map<String, Usual> usual = new HashMap<>();

  private static final class Usual {
    private double nanos;
    private int runs;
  }

  WorkEstimate() {
    pace.measured(1, PACE_DEVIATION, 0);
  }

  /** A run took so long. */
  void took(Way way, double nanos, long atNanos) {
    Usual known = usual.computeIfAbsent(way.name(), name -> new Usual());
    known.runs++;
    if (known.runs <= SETTLED) {
      double atUsualPace = nanos / pace.value();
      double share = Math.min(1.0 / known.runs, 1);
      known.nanos += share * (bounded(atUsualPace, known) - known.nanos);
    } else if (known.nanos > 0) {
      pace.measured(nanos / known.nanos, PACE_DEVIATION * pace.value(), atNanos);
    }
  }

  /** A run that took far longer than those before it says little of the way. */
  private static double bounded(double nanos, Usual known) {
    return known.runs == 1 ? nanos : Math.min(nanos, 2 * known.nanos);
  }

  /** How long a run would take now; empty before the way's first. */
  OptionalDouble nanos(Way way) {
    Usual known = usual.get(way.name());
    return known == null ? OptionalDouble.empty() : OptionalDouble.of(known.nanos * pace.value());
  }
}
