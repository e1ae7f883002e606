package org.scissionlite.input.synthetic;

import org.scissionlite.input.Pixels;

/**
 * A square grey surface under construction. Places are in units of its side, (0, 0) at the upper
 * left; light is 0 for black and 1 for white, and clipped only at the end.
 */
final class Surface {
  private final int size;
  private final double[] light;

  Surface(int size) {
    this.size = size;
    this.light = new double[size * size];
  }

  /** Light that depends on the place. */
  @FunctionalInterface
  interface Field {
    double at(double x, double y);
  }

  /** Adds light everywhere. */
  void add(Field field) {
    add(field, 0, 0, size);
  }

  /** Adds light within a distance of a place. */
  void addAround(double x, double y, double reach, Field field) {
    int left = (int) Math.floor((x - reach) * size);
    int top = (int) Math.floor((y - reach) * size);
    add(field, left, top, (int) Math.ceil(2 * reach * size) + 2);
  }

  private void add(Field field, int left, int top, int side) {
    for (int row = Math.max(0, top); row < Math.min(size, top + side); row++) {
      for (int column = Math.max(0, left); column < Math.min(size, left + side); column++) {
        light[row * size + column] += field.at((column + 0.5) / size, (row + 0.5) / size);
      }
    }
  }

  /** The light as it is now, row by row. */
  double[] light() {
    return light.clone();
  }

  /** The surface as an 8-bit picture of three equal channels. */
  Pixels toPixels() {
    byte[] levels = new byte[light.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.max(0, Math.min(255, Math.round(255 * light[i])));
    }
    return Pixels.grey(size, size, levels);
  }
}
