package org.scissionlite.benchmarks.load;

import java.util.Locale;
import java.util.SplittableRandom;
import org.scissionlite.plan.capacity.Arrivals;
import org.scissionlite.plan.capacity.Arrivals.Pattern;

/** When the images of a step come: the same for the devices and for the simulation. */
record LoadArrivals(Arrivals arrivals) {
  private static final long SEED = 20261126;

  /**
   * The same in words.
   *
   * @param rate of one camera, a second
   */
  static LoadArrivals of(String pattern, double rate, int cameras) {
    return new LoadArrivals(
        new Arrivals(Pattern.valueOf(pattern.toUpperCase(Locale.ROOT)), cameras, rate));
  }

  /** All within so many seconds. */
  double[] times(double seconds) {
    int count = Math.max(1, (int) Math.round(arrivals.cameras() * arrivals.rate() * seconds));
    return arrivals.times(count, new SplittableRandom(SEED));
  }
}
