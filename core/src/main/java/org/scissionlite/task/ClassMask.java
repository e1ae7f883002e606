package org.scissionlite.task;

import java.util.Map;
import java.util.TreeMap;
import org.scissionlite.error.ScissionLiteException;

/** The class of every place of a picture, row by row. */
public final class ClassMask implements Reading {
  /** The most classes of a mask. */
  public static final int MOST_CLASSES = 65_536;

  private final int width;
  private final int height;
  private final char[] classes;

  /** Takes over the array: it is not copied. */
  ClassMask(int width, int height, char[] classes) {
    if (classes.length != (long) width * height) {
      throw new ScissionLiteException(
          "a mask of %dx%d needs %d places, got %d"
              .formatted(width, height, (long) width * height, classes.length));
    }
    this.width = width;
    this.height = height;
    this.classes = classes;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The class at a place. */
  public int at(int x, int y) {
    return classes[y * width + x];
  }

  /** The share of each class that is there, 0 to 1. */
  public Map<Integer, Double> shares() {
    Map<Integer, Double> shares = new TreeMap<>();
    int[] counts = new int[MOST_CLASSES];
    for (char each : classes) {
      counts[each]++;
    }
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        shares.put(i, (double) counts[i] / classes.length);
      }
    }
    return shares;
  }
}
