package org.scissionlite.evaluation.similarity;

import org.scissionlite.error.UsageException;
import org.scissionlite.input.Pixels;

/** The brightness of a picture: 0.299 red + 0.587 green + 0.114 blue, 0 to 255, row by row. */
final class Luma {
  private final int width;
  private final int height;
  private final double[] levels;

  private Luma(int width, int height, double[] levels) {
    this.width = width;
    this.height = height;
    this.levels = levels;
  }

  static Luma of(Pixels picture) {
    double[] levels = new double[picture.width() * picture.height()];
    for (int i = 0; i < levels.length; i++) {
      int x = i % picture.width();
      int y = i / picture.width();
      levels[i] =
          0.299 * picture.level(x, y, 0)
              + 0.587 * picture.level(x, y, 1)
              + 0.114 * picture.level(x, y, 2);
    }
    return new Luma(picture.width(), picture.height(), levels);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The levels themselves, not a copy. */
  double[] levels() {
    return levels;
  }

  void requireSizeOf(Luma other) {
    if (width != other.width || height != other.height) {
      throw new UsageException(
          "comparing pictures: expected equal sizes, got %dx%d and %dx%d"
              .formatted(width, height, other.width, other.height));
    }
  }
}
