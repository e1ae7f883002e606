package org.scissionlite.zoo;

import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.task.detection.Anchors;

/**
 * RetinaNet's anchors: at each place of the levels P3 to P7, of strides 8 to 128, boxes of four
 * strides times 1, 2^(1/3) and 2^(2/3), of each of which the height is half, once and twice the
 * width at the same area.
 *
 * <p>They lie in the order of the levels; of a level the first anchor of all places, row by row,
 * then the second of all. A picture of 64 x 64 has 9 * (64 + 16 + 4 + 1 + 1) = 774.
 */
final class AnchorGrid {
  static final int FIRST_LEVEL = 3;
  static final int ANCHORS = 9;

  private static final int LAST_LEVEL = 7;
  private static final int STRIDES_A_SIDE = 4;
  private static final double[] RATIOS = {0.5, 1, 2};
  private static final int SCALES = 3;

  private AnchorGrid() {}

  /** The anchors of a picture of a width and a height in pixels. */
  static Anchors over(int width, int height) {
    int count = 0;
    for (int level = FIRST_LEVEL; level <= LAST_LEVEL; level++) {
      count += ANCHORS * cells(width, level) * cells(height, level);
    }
    Filling filling = new Filling(new float[2 * count], new float[2 * count]);
    int first = 0;
    for (int level = FIRST_LEVEL; level <= LAST_LEVEL; level++) {
      for (int anchor = 0; anchor < ANCHORS; anchor++) {
        filling.add(first, anchor, level, cells(width, level), cells(height, level));
        first += cells(width, level) * cells(height, level);
      }
    }
    Shape shape = Shape.of(1, 2, count);
    return new Anchors(
        Tensor.ofFloats(shape, filling.centres()), Tensor.ofFloats(shape, filling.sizes()));
  }

  private static int cells(int pixels, int level) {
    int stride = 1 << level;
    return (pixels + stride - 1) / stride;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Filling(float[] centres, float[] sizes) {
    /** One anchor of all places of a level. */
    void add(int first, int anchor, int level, int columns, int rows) {
      int stride = 1 << level;
      double side = STRIDES_A_SIDE * stride * StrictMath.pow(2, anchor % SCALES / (double) SCALES);
      double root = Math.sqrt(RATIOS[anchor / SCALES]);
      int count = centres.length / 2;
      for (int place = 0; place < columns * rows; place++) {
        int at = first + place;
        int row = place / columns;
        centres[at] = (float) ((place % columns + 0.5) * stride);
        centres[count + at] = (float) ((row + 0.5) * stride);
        sizes[at] = (float) (side / root);
        sizes[count + at] = (float) (side * root);
      }
    }
  }
}
