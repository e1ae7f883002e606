package org.scissionlite.training.search.trial;

import java.util.Arrays;

/**
 * The mean of a quantity over pairs of an image and another image's shifts, and how far it is off
 * by the choice of both.
 */
final class ImageMeans {
  private final double[] byImage;
  private final double[] byShift;

  ImageMeans(int images, int shifts) {
    byImage = new double[images];
    byShift = new double[shifts];
  }

  void add(int image, int shift, double value) {
    byImage[image] += value / byShift.length;
    byShift[shift] += value / byImage.length;
  }

  double mean() {
    return Arrays.stream(byImage).average().orElse(0);
  }

  double deviation() {
    return Math.sqrt(variance(byImage) / byImage.length + variance(byShift) / byShift.length);
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    return Arrays.stream(values).map(each -> (each - mean) * (each - mean)).average().orElse(0);
  }
}
