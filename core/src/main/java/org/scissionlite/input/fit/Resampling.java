package org.scissionlite.input.fit;

/**
 * Scaling of pictures, with the values of the usual Python image library (Pillow).
 *
 * <p>Only the part of the scaled picture that is asked for is computed, from the source pixels that
 * it needs: a picture of 60 x 800,000 pixels, scaled to 256 x 3,413,333 to take 224 x 224 from its
 * middle, is never held at that size.
 */
public final class Resampling {
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8;

  private Resampling() {}

  /**
   * One axis of a scaling.
   *
   * @param size of the source
   * @param newSize of the whole scaled picture
   * @param from where the part begins that is computed
   * @param length of that part
   * @param interpolation between the pixels
   */
  public record Axis(int size, int newSize, int from, int length, Interpolation interpolation) {
    /** The first source pixel that the part needs. */
    int first() {
      return Window.at(from, this).start;
    }

    /** How many source pixels the part needs. */
    int needed() {
      return Window.at(from + length - 1, this).end() - first();
    }
  }

  /**
   * A part of an interleaved RGB picture at another size: first its rows are scaled, then its
   * columns; the other way round where very many rows were to be kept between the two.
   */
  public static byte[] scale(byte[] rgb, Axis x, Axis y) {
    if (3L * x.length() * y.needed() <= MOST_BYTES) {
      byte[] wide = rows(rgb, x, y.first(), y.needed());
      return columns(wide, x.length(), y, y.first());
    }
    byte[] low = columns(rgb, x.size(), y, 0);
    return rows(low, x, 0, y.length());
  }

  /** Scales so many rows of a picture, from one on. */
  private static byte[] rows(byte[] rgb, Axis axis, int firstRow, int count) {
    byte[] scaled = new byte[3 * axis.length() * count];
    for (int x = 0; x < axis.length(); x++) {
      Window window = Window.at(axis.from() + x, axis);
      for (int y = 0; y < count; y++) {
        int source = 3 * ((firstRow + y) * axis.size() + window.start);
        int target = 3 * (y * axis.length() + x);
        for (int c = 0; c < 3; c++) {
          scaled[target + c] = window.apply(rgb, source + c, 3);
        }
      }
    }
    return scaled;
  }

  /**
   * Scales the columns of a picture.
   *
   * @param firstRow which row of the source the picture begins with
   */
  private static byte[] columns(byte[] rgb, int width, Axis axis, int firstRow) {
    int stride = 3 * width;
    byte[] scaled = new byte[stride * axis.length()];
    for (int y = 0; y < axis.length(); y++) {
      Window window = Window.at(axis.from() + y, axis);
      int source = (window.start - firstRow) * stride;
      for (int i = 0; i < stride; i++) {
        scaled[y * stride + i] = window.apply(rgb, source + i, stride);
      }
    }
    return scaled;
  }

  /** The source pixels of one target pixel, with their weights in parts of 2^22, as Pillow has. */
  private static final class Window {
    private static final int BITS = 22;
    private static final int[] ONE = {1 << BITS};

    private final int start;
    private final int[] weights;

    private Window(int start, int[] weights) {
      this.start = start;
      this.weights = weights;
    }

    static Window at(int target, Axis axis) {
      double step = (double) axis.size() / axis.newSize();
      double centre = (target + 0.5) * step;
      Interpolation interpolation = axis.interpolation();
      if (interpolation == Interpolation.NEAREST) {
        return new Window(Math.min(axis.size() - 1, (int) centre), ONE);
      }
      double stretch = Math.max(1.0, step);
      double radius = interpolation.support() * stretch;
      int start = Math.max(0, (int) Math.floor(centre - radius + 0.5));
      int end = Math.min(axis.size(), (int) Math.floor(centre + radius + 0.5));
      double[] shares = new double[end - start];
      double narrowing = 1 / stretch;
      for (int i = 0; i < shares.length; i++) {
        shares[i] = interpolation.weight((start + i - centre + 0.5) * narrowing);
      }
      return new Window(start, whole(shares));
    }

    private static int[] whole(double[] shares) {
      double sum = 0;
      for (double share : shares) {
        sum += share;
      }
      int[] weights = new int[shares.length];
      for (int i = 0; i < shares.length; i++) {
        double weight = shares[i] / sum * (1 << BITS);
        weights[i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
      }
      return weights;
    }

    int end() {
      return start + weights.length;
    }

    byte apply(byte[] source, int first, int stride) {
      int sum = 1 << (BITS - 1);
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * (source[first + i * stride] & 0xFF);
      }
      return (byte) Math.max(0, Math.min(255, sum >> BITS));
    }
  }
}
