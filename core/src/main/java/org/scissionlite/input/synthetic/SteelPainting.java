package org.scissionlite.input.synthetic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.scissionlite.input.Pixels;

/**
 * A picture of steel, and where its defect was painted.
 *
 * @param picture what the camera sees
 * @param marks the places where the defect changed the light, row by row
 */
record SteelPainting(Pixels picture, BitSet marks) {
  /** Of the largest change of light, what a place must have to be part of the defect. */
  private static final double VISIBLE_SHARE = 0.3;

  /** Parts of a defect that are nearer than one or two of so many cells of a side are one thing. */
  private static final int CELLS = 24;

  /**
   * The painting of a picture.
   *
   * @param sound the light before the defect was painted
   * @param damaged the light afterwards
   */
  static SteelPainting of(Pixels picture, double[] sound, double[] damaged) {
    double most = 0;
    for (int i = 0; i < sound.length; i++) {
      most = Math.max(most, Math.abs(damaged[i] - sound[i]));
    }
    BitSet marks = new BitSet(sound.length);
    for (int i = 0; i < sound.length && most > 0; i++) {
      marks.set(i, Math.abs(damaged[i] - sound[i]) > VISIBLE_SHARE * most);
    }
    return new SteelPainting(picture, marks);
  }

  /** A box of whole pixels: from left and top to before right and bottom. */
  record Part(int left, int top, int right, int bottom) {
    int width() {
      return right - left;
    }

    int height() {
      return bottom - top;
    }

    private Part with(int x, int y) {
      return new Part(
          Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1));
    }
  }

  /** The boxes around the parts of the defect that lie apart from each other. */
  List<Part> parts() {
    int[][] groups = groups();
    List<Part> parts = new ArrayList<>();
    int size = picture.width();
    for (int i = marks.nextSetBit(0); i >= 0; i = marks.nextSetBit(i + 1)) {
      int x = i % size;
      int y = i / size;
      int group = groups[cell(y)][cell(x)] - 1;
      while (parts.size() <= group) {
        parts.add(new Part(Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0));
      }
      parts.set(group, parts.get(group).with(x, y));
    }
    return parts;
  }

  private int cell(int pixel) {
    return pixel * CELLS / picture.width();
  }

  /** The number, from 1 on, of each cell's group of cells that touch each other; else 0. */
  private int[][] groups() {
    boolean[][] marked = new boolean[CELLS][CELLS];
    int size = picture.width();
    marks.stream().forEach(i -> marked[cell(i / size)][cell(i % size)] = true);
    int[][] groups = new int[CELLS][CELLS];
    int count = 0;
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        if (marked[row][column] && groups[row][column] == 0) {
          fill(marked, groups, row * CELLS + column, ++count);
        }
      }
    }
    return groups;
  }

  private static void fill(boolean[][] marked, int[][] groups, int start, int number) {
    Deque<Integer> open = new ArrayDeque<>(List.of(start));
    groups[start / CELLS][start % CELLS] = number;
    while (!open.isEmpty()) {
      int cell = open.pop();
      for (int near = 0; near < 9; near++) {
        int row = cell / CELLS + near / 3 - 1;
        int column = cell % CELLS + near % 3 - 1;
        boolean inside = row >= 0 && row < CELLS && column >= 0 && column < CELLS;
        if (inside && marked[row][column] && groups[row][column] == 0) {
          groups[row][column] = number;
          open.push(row * CELLS + column);
        }
      }
    }
  }

  /** The mask: a number at the places of the defect, else 0. */
  Pixels mask(int number) {
    byte[] levels = new byte[picture.width() * picture.height()];
    marks.stream().forEach(i -> levels[i] = (byte) number);
    return Pixels.grey(picture.width(), picture.height(), levels);
  }
}
