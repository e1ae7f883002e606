package org.scissionlite.evaluation.similarity;

import org.scissionlite.error.UsageException;
import org.scissionlite.input.Pixels;

/**
 * How alike two pictures are in structure: Wang, Bovik, Sheikh and Simoncelli, "Image quality
 * assessment: from error visibility to structural similarity", 2004. 1 for equal pictures, about 0
 * for unrelated ones; it can be negative.
 *
 * <p>On the brightness of 0 to 255, in windows of 11 x 11 pixels with Gaussian weights of deviation
 * 1.5, K1 = 0.01 and K2 = 0.03; the mean over all windows that lie inside the picture. Two even
 * pictures of levels 100 and 150: (2 * 100 * 150 + 6.5025) / (100^2 + 150^2 + 6.5025) = 0.92309.
 */
public final class Ssim {
  /** The side of a window in pixels; smaller pictures cannot be compared. */
  public static final int WINDOW = 11;

  private static final double DEVIATION = 1.5;
  private static final double C1 = StrictMath.pow(0.01 * 255, 2);
  private static final double C2 = StrictMath.pow(0.03 * 255, 2);
  private static final double[] WEIGHTS = weights();

  private Ssim() {}

  private static double[] weights() {
    double[] weights = new double[WINDOW];
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      double distance = i - WINDOW / 2;
      weights[i] = StrictMath.exp(-distance * distance / (2 * DEVIATION * DEVIATION));
      sum += weights[i];
    }
    for (int i = 0; i < WINDOW; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /**
   * The similarity of two pictures.
   *
   * @throws UsageException if they differ in size, or are smaller than a window
   */
  public static double of(Pixels first, Pixels second) {
    Luma a = Luma.of(first);
    Luma b = Luma.of(second);
    a.requireSizeOf(b);
    if (a.width() < WINDOW || a.height() < WINDOW) {
      throw new UsageException(
          "similarity: expected pictures of at least %dx%d pixels, got %dx%d"
              .formatted(WINDOW, WINDOW, a.width(), a.height()));
    }
    double[] meanA = blurred(a.levels(), a.width());
    double[] meanB = blurred(b.levels(), a.width());
    double[] squareA = blurred(product(a.levels(), a.levels()), a.width());
    double[] squareB = blurred(product(b.levels(), b.levels()), a.width());
    double[] both = blurred(product(a.levels(), b.levels()), a.width());
    double sum = 0;
    for (int i = 0; i < both.length; i++) {
      double varianceA = squareA[i] - meanA[i] * meanA[i];
      double varianceB = squareB[i] - meanB[i] * meanB[i];
      double covariance = both[i] - meanA[i] * meanB[i];
      double light = (2 * meanA[i] * meanB[i] + C1) / (sumOfSquares(meanA[i], meanB[i]) + C1);
      sum += light * (2 * covariance + C2) / (varianceA + varianceB + C2);
    }
    return sum / both.length;
  }

  private static double sumOfSquares(double a, double b) {
    return a * a + b * b;
  }

  private static double[] product(double[] a, double[] b) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * b[i];
    }
    return product;
  }

  /** The weighted mean of every window inside the picture: rows first, then columns. */
  private static double[] blurred(double[] levels, int width) {
    int height = levels.length / width;
    int newWidth = width - WINDOW + 1;
    double[] rows = new double[newWidth * height];
    for (int i = 0; i < rows.length; i++) {
      int first = i / newWidth * width + i % newWidth;
      for (int k = 0; k < WINDOW; k++) {
        rows[i] += WEIGHTS[k] * levels[first + k];
      }
    }
    double[] blurred = new double[newWidth * (height - WINDOW + 1)];
    for (int i = 0; i < blurred.length; i++) {
      for (int k = 0; k < WINDOW; k++) {
        blurred[i] += WEIGHTS[k] * rows[i + k * newWidth];
      }
    }
    return blurred;
  }
}
