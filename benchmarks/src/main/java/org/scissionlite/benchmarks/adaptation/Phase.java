package org.scissionlite.benchmarks.adaptation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the world is like for a while.
 *
 * @param fromSeconds since the beginning
 * @param megabits a second
 * @param roundTripMillis the round trip
 * @param slowdown how many times as long the device's work takes
 * @param shared whether others use the edge
 */
public record Phase(
    double fromSeconds, double megabits, double roundTripMillis, double slowdown, boolean shared) {
  private static final Phase USUAL = new Phase(0, 60, 27, 1, false);
  private static final Phase SLOW_LINK = new Phase(0, 3, 27, 1, false);
  private static final Phase FAR_EDGE = new Phase(0, 60, 150, 1, false);
  private static final Phase HOT_DEVICE = new Phase(0, 60, 27, 2, false);
  private static final Phase SHARED_EDGE = new Phase(0, 60, 27, 1, true);

  /** A link that becomes slow and far, a device with half of its clock, an edge that others use. */
  static List<Phase> all(double seconds) {
    List<Phase> phases = new ArrayList<>();
    for (Phase each :
        List.of(USUAL, SLOW_LINK, USUAL, FAR_EDGE, USUAL, HOT_DEVICE, SHARED_EDGE, USUAL)) {
      phases.add(each.from(phases.size() * seconds));
    }
    return phases;
  }

  private Phase from(double seconds) {
    return new Phase(seconds, megabits, roundTripMillis, slowdown, shared);
  }

  /** The phase of a time. */
  static Phase at(List<Phase> phases, double second) {
    Phase now = phases.get(0);
    for (Phase phase : phases) {
      now = phase.fromSeconds <= second ? phase : now;
    }
    return now;
  }

  String words() {
    String link = String.format(Locale.ROOT, "%.0f Mbit/s, %.0f ms", megabits, roundTripMillis);
    String device = slowdown == 1 ? "" : "device at half speed";
    return shared ? "edge shared" : device.isEmpty() ? link : device;
  }
}
