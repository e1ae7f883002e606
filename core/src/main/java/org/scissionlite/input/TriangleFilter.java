package org.scissionlite.input;

/**
 * Bilinear scaling with a filter as wide as the step between target pixels, so that shrinking
 * averages over all source pixels: the "antialiased bilinear" of the usual Python image libraries.
 */
final class TriangleFilter {
  private TriangleFilter() {}

  /** Scales the width of an interleaved RGB picture. */
  static byte[] rows(byte[] rgb, int width, int height, int newWidth) {
    byte[] scaled = new byte[3 * newWidth * height];
    for (int x = 0; x < newWidth; x++) {
      Window window = Window.at(x, width, newWidth);
      for (int y = 0; y < height; y++) {
        for (int c = 0; c < 3; c++) {
          int first = 3 * (y * width + window.start) + c;
          scaled[3 * (y * newWidth + x) + c] = window.apply(rgb, first, 3);
        }
      }
    }
    return scaled;
  }

  /** Scales the height of an interleaved RGB picture. */
  static byte[] columns(byte[] rgb, int width, int height, int newHeight) {
    byte[] scaled = new byte[3 * width * newHeight];
    int stride = 3 * width;
    for (int y = 0; y < newHeight; y++) {
      Window window = Window.at(y, height, newHeight);
      for (int i = 0; i < stride; i++) {
        scaled[y * stride + i] = window.apply(rgb, window.start * stride + i, stride);
      }
    }
    return scaled;
  }

  /** The source pixels of one target pixel, with their weights. */
  private static final class Window {
    private final int start;
    private final double[] weights;

    private Window(int start, double[] weights) {
      this.start = start;
      this.weights = weights;
    }

    static Window at(int target, int size, int newSize) {
      double step = (double) size / newSize;
      double radius = Math.max(1.0, step);
      double centre = (target + 0.5) * step;
      int start = Math.max(0, (int) Math.floor(centre - radius + 0.5));
      int end = Math.min(size, (int) Math.floor(centre + radius + 0.5));
      double[] weights = new double[end - start];
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] = Math.max(0, 1 - Math.abs(start + i + 0.5 - centre) / radius);
        sum += weights[i];
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= sum;
      }
      return new Window(start, weights);
    }

    byte apply(byte[] source, int first, int stride) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * (source[first + i * stride] & 0xFF);
      }
      return (byte) Math.max(0, Math.min(255, Math.round(sum)));
    }
  }
}
