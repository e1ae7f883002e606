package org.scissionlite.offload.adaptive.decision;

/**
 * A value that drifts, and may jump, known from disturbed measurements: a Kalman filter of one
 * number that forgets by time. A measurement far off is passed over; a second one after it, off in
 * the same direction, is believed at once, so that one outlier changes nothing and a jump is
 * followed after two measurements.
 */
final class Level {
  /** So many deviations away a measurement is an outlier, or the value has jumped. */
  private static final double FAR = 3;

  /** The deviation, as a share of the value, of what holds no more. */
  private static final double DOUBT = 0.5;

  private final double driftPerRootSecond;
  private final double least;
  private double mean;
  private double variance;
  private long atNanos;
  private boolean known;
  private boolean surprised;
  private double outlier = Double.NaN;
  private boolean jumped;
  private double formerMean;
  private double formerVariance;

  /**
   * A value of which nothing is known.
   *
   * @param driftPerRootSecond how far, as a share of it, the value usually drifts in a second
   * @param least the value is not below
   */
  Level(double driftPerRootSecond, double least) {
    this.driftPerRootSecond = driftPerRootSecond;
    this.least = least;
  }

  /** The same value, which goes on by itself. */
  Level copy() {
    Level copy = new Level(driftPerRootSecond, least);
    copy.mean = mean;
    copy.variance = variance;
    copy.atNanos = atNanos;
    copy.known = known;
    return copy;
  }

  /** Whether it was measured. */
  boolean isKnown() {
    return known;
  }

  /** The value; 0 before the first measurement. */
  double value() {
    return known ? Math.max(least, mean) : 0;
  }

  /** The standard deviation of the value as it is at a time. */
  double deviation(long nowNanos) {
    return Math.sqrt(grown(nowNanos));
  }

  private double grown(long nowNanos) {
    double drift = driftPerRootSecond * value();
    return variance + drift * drift * Math.max(0, nowNanos - atNanos) / 1e9;
  }

  /**
   * Takes note of a measurement.
   *
   * @param deviation its standard deviation, above 0
   */
  void measured(double value, double deviation, long nowNanos) {
    double noise = deviation * deviation;
    surprised = false;
    jumped = false;
    if (!known) {
      jumpTo(value, noise, nowNanos);
      return;
    }
    double expected = grown(nowNanos);
    double off = value - mean;
    if (Math.abs(off) <= FAR * Math.sqrt(expected + noise)) {
      double gain = expected / (expected + noise);
      mean += gain * off;
      variance = expected * (1 - gain);
      atNanos = nowNanos;
      outlier = Double.NaN;
      return;
    }
    surprised = true;
    if ((outlier - mean) * off > 0) {
      boolean nearer = Math.abs(outlier - mean) < Math.abs(off);
      jumpTo(nearer ? outlier : value, noise, nowNanos);
      jumped = true;
    } else {
      outlier = value;
    }
  }

  /** A measurement that other evidence leads to expect: it is believed at once, even if far off. */
  void confirmed(double value, double deviation, long nowNanos) {
    outlier = known ? value : outlier;
    measured(value, deviation, nowNanos);
  }

  /** Whether the last measurement has made the value another one. */
  boolean hasJumped() {
    return jumped;
  }

  /** Keeps the value, in case that what is measured next is to be taken back. */
  void remember() {
    formerMean = mean;
    formerVariance = variance;
  }

  /** The value is again what it was when it was remembered. */
  void takeBack() {
    mean = formerMean;
    variance = formerVariance;
    outlier = Double.NaN;
  }

  /** Whether the last measurement was far from what was expected. */
  boolean isSurprised() {
    return surprised;
  }

  /** The value is at least this much, by other evidence; how much more is not known. */
  void raise(double atLeast, long nowNanos) {
    if (atLeast > value()) {
      jumpTo(atLeast, 0, nowNanos);
      doubt();
    }
  }

  /** What is known holds no more; the next measurements count the more. */
  void doubt() {
    variance = Math.max(variance, DOUBT * DOUBT * value() * value());
  }

  private void jumpTo(double value, double noise, long nowNanos) {
    mean = value;
    variance = noise;
    atNanos = nowNanos;
    known = true;
    outlier = Double.NaN;
  }
}
