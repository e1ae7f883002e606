package org.scissionlite.trainer.batch;

import org.scissionlite.training.examples.BoxExamples;

/**
 * Boxes after their images were moved: the box around the four moved corners, as far as it is in
 * the image. One of which less than a quarter is left stands for a crowd from then on: it is to be
 * found no more, and counts neither way.
 */
final class MovedBoxes {
  private static final double LEAST_LEFT = 0.25;
  private static final int CORNERS = 4;

  private final float[] maps;

  /**
   * @param maps six numbers an image: from places in the moved image to places in the given one, in
   *     halves of each side from the middle
   */
  MovedBoxes(float[] maps) {
    this.maps = maps.clone();
  }

  /**
   * The moved table of an image's boxes.
   *
   * @param table of {@link BoxExamples}, one after another
   * @param rows of one table
   */
  float[] of(float[] table, int rows) {
    float[] moved = table.clone();
    for (int row = 0; row * BoxExamples.FIELDS < table.length; row++) {
      if (table[row * BoxExamples.FIELDS] >= 0) {
        move(moved, row * BoxExamples.FIELDS, row / rows);
      }
    }
    return moved;
  }

  private void move(float[] table, int at, int image) {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (int corner = 0; corner < CORNERS; corner++) {
      double x = 2 * table[at + (corner % 2 == 0 ? 1 : 3)] - 1;
      double y = 2 * table[at + (corner < 2 ? 2 : 4)] - 1;
      double[] place = place(image, x, y);
      left = Math.min(left, place[0]);
      right = Math.max(right, place[0]);
      top = Math.min(top, place[1]);
      bottom = Math.max(bottom, place[1]);
    }
    double whole = (right - left) * (bottom - top);
    left = Math.max(0, Math.min(1, left));
    right = Math.max(0, Math.min(1, right));
    top = Math.max(0, Math.min(1, top));
    bottom = Math.max(0, Math.min(1, bottom));
    double seen = (right - left) * (bottom - top);
    table[at] = seen > 0 ? table[at] : BoxExamples.NOTHING;
    table[at + 1] = (float) left;
    table[at + 2] = (float) top;
    table[at + 3] = (float) right;
    table[at + 4] = (float) bottom;
    table[at + 5] = seen < LEAST_LEFT * whole ? 1 : table[at + 5];
  }

  /** Where a place of the given image is in the moved one, in shares: the inverse of the map. */
  private double[] place(int image, double x, double y) {
    int first = 6 * image;
    double a = maps[first];
    double b = maps[first + 1];
    double c = maps[first + 3];
    double d = maps[first + 4];
    double dx = x - maps[first + 2];
    double dy = y - maps[first + 5];
    double determinant = a * d - b * c;
    return new double[] {
      ((d * dx - b * dy) / determinant + 1) / 2, ((a * dy - c * dx) / determinant + 1) / 2
    };
  }
}
