package org.scissionlite.benchmarks.adaptation;

import java.util.List;
import java.util.Locale;

/**
 * What the link is like for a while.
 *
 * @param fromSeconds since the beginning
 * @param megabits a second
 * @param roundTripMillis the round trip
 */
public record Phase(double fromSeconds, double megabits, double roundTripMillis) {
  /** The link becomes slow, then good, then far, then good; so many seconds each. */
  static List<Phase> all(double seconds) {
    return List.of(
        new Phase(0, 60, 27),
        new Phase(seconds, 3, 27),
        new Phase(2 * seconds, 60, 27),
        new Phase(3 * seconds, 60, 150),
        new Phase(4 * seconds, 60, 27));
  }

  String words() {
    return String.format(Locale.ROOT, "%.0f Mbit/s, %.0f ms", megabits, roundTripMillis);
  }
}
