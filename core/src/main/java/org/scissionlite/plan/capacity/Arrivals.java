package org.scissionlite.plan.capacity;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.scissionlite.error.UsageException;

/**
 * When requests come.
 *
 * @param pattern how the cameras stand to each other
 * @param cameras how many there are
 * @param rate requests of one camera, a second
 */
public record Arrivals(Pattern pattern, int cameras, double rate) {
  private static final int MOST_CAMERAS = 10_000_000;

  /** After so many pictures the clocks of the cameras have drifted apart. */
  private static final int PERIODS_OF_A_PHASE = 10;

  /** How the pictures of several cameras come. */
  public enum Pattern {
    /** Each at its own moment of the period, which drifts. */
    PERIODIC,
    /** By chance, such as parts on a belt: the time to the next one has no memory. */
    POISSON,
    /** All at the same moment, as where one signal triggers them. */
    TOGETHER;

    /** In lower case, as on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Arrivals {
    if (cameras < 1 || cameras > MOST_CAMERAS) {
      throw new UsageException("expected 1 to %d cameras, got %d".formatted(MOST_CAMERAS, cameras));
    }
    if (!Double.isFinite(rate) || rate <= 0) {
      throw new UsageException("expected a rate above 0 a second, got " + rate);
    }
  }

  /** The same with fewer or more cameras. */
  public Arrivals with(int value) {
    return new Arrivals(pattern, value, rate);
  }

  /** The first arrivals, in seconds, in order. */
  public double[] times(int count, RandomGenerator random) {
    return switch (pattern) {
      case POISSON -> poisson(count, random);
      case PERIODIC -> periodic(count, random);
      case TOGETHER -> together(count);
    };
  }

  private double[] poisson(int count, RandomGenerator random) {
    double[] times = new double[count];
    double time = 0;
    for (int i = 0; i < count; i++) {
      time += random.nextExponential() / (cameras * rate);
      times[i] = time;
    }
    return times;
  }

  private double[] periodic(int count, RandomGenerator random) {
    double[] times = new double[count];
    double[] phases = new double[cameras];
    for (int i = 0; i < count; i++) {
      int period = i / cameras;
      int camera = i % cameras;
      if (camera == 0 && period % PERIODS_OF_A_PHASE == 0) {
        Arrays.setAll(phases, each -> random.nextDouble());
        Arrays.sort(phases);
      }
      times[i] = (period + phases[camera]) / rate;
    }
    return times;
  }

  private double[] together(int count) {
    double[] times = new double[count];
    Arrays.setAll(times, i -> Math.floorDiv(i, cameras) / rate);
    return times;
  }
}
