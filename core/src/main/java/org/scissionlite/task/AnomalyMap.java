package org.scissionlite.task;

import org.scissionlite.error.ScissionLiteException;

/** How unusual a picture is, and each place of it, row by row. */
public final class AnomalyMap implements Reading {
  private final double score;
  private final int width;
  private final int height;
  private final float[] values;

  /** Takes over the array: it is not copied. */
  AnomalyMap(double score, int width, int height, float[] values) {
    if (values.length != (long) width * height) {
      throw new ScissionLiteException(
          "an anomaly map of %dx%d needs %d values, got %d"
              .formatted(width, height, (long) width * height, values.length));
    }
    this.score = score;
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /** Of the whole picture; the higher, the more unusual. */
  public double score() {
    return score;
  }

  /** 0 where there is no map. */
  public int width() {
    return width;
  }

  /** 0 where there is no map. */
  public int height() {
    return height;
  }

  public boolean hasMap() {
    return values.length > 0;
  }

  public float at(int x, int y) {
    return values[y * width + x];
  }

  /** The place of the largest value, as its index in the rows; 0 where there is no map. */
  public int peak() {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
