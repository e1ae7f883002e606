package org.scissionlite.evaluation.similarity;

import org.scissionlite.input.Pixels;

/**
 * The peak signal-to-noise ratio of two pictures' brightness in decibels: {@code 10 log10(255^2 /
 * mean squared difference)}. A difference of 16 everywhere is 24.05 dB.
 */
public final class Psnr {
  /** What equal pictures get, so that means stay finite. */
  public static final double EQUAL = 100;

  private Psnr() {}

  /**
   * The ratio.
   *
   * @throws org.scissionlite.error.UsageException if the pictures differ in size
   */
  public static double of(Pixels first, Pixels second) {
    Luma a = Luma.of(first);
    Luma b = Luma.of(second);
    a.requireSizeOf(b);
    double sum = 0;
    for (int i = 0; i < a.levels().length; i++) {
      double difference = a.levels()[i] - b.levels()[i];
      sum += difference * difference;
    }
    double mean = sum / a.levels().length;
    return mean == 0 ? EQUAL : Math.min(EQUAL, 10 * StrictMath.log10(255 * 255 / mean));
  }
}
