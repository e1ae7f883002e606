package org.scissionlite.chart;

import java.util.ArrayList;
import java.util.List;

/** Finds places for labels beside vertical lines, from left to right, so that none overlap. */
final class LabelRows {
  private static final double LETTER_PIXELS = 6.4;
  private static final double PLOT_PIXELS = 1150;

  /** Where the last label of each row ends, as a share of the plot's width. */
  private final List<Double> ends = new ArrayList<>();

  /**
   * A place.
   *
   * @param row from the top, from 0
   * @param leftOfLine whether the label ends at its line, as the plot does soon after
   */
  record Place(int row, boolean leftOfLine) {}

  /** The place of a label at a line; lines come from left to right. */
  Place add(double lineShare, String label) {
    double width = LETTER_PIXELS * (label.length() + 2) / PLOT_PIXELS;
    boolean leftOfLine = lineShare + width > 1;
    double begin = leftOfLine ? lineShare - width : lineShare;
    int row = 0;
    while (row < ends.size() && ends.get(row) > begin) {
      row++;
    }
    if (row == ends.size()) {
      ends.add(0.0);
    }
    ends.set(row, begin + width);
    return new Place(row, leftOfLine);
  }
}
