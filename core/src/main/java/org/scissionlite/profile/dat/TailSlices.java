package org.scissionlite.profile.dat;

import java.util.Arrays;
import java.util.List;

/** The times of blocks, from the times of everything that follows them. */
final class TailSlices {
  private TailSlices() {}

  /**
   * Block times whose sums are the tails' times. A tail that was not measured, or is faster than a
   * shorter one, takes the time of the next shorter one.
   */
  static double[] blockSeconds(List<DatRecord> table, List<DatRecord> tails) {
    double[] from = new double[table.size() + 1];
    for (int i = 0; i < table.size(); i++) {
      int layer = table.get(i).inputLayer();
      from[i] =
          tails.stream()
              .filter(tail -> tail.inputLayer() == layer)
              .mapToDouble(DatRecord::seconds)
              .findFirst()
              .orElse(0);
    }
    for (int i = table.size() - 1; i >= 0; i--) {
      from[i] = Math.max(from[i], from[i + 1]);
    }
    double[] blocks = new double[table.size()];
    Arrays.setAll(blocks, i -> from[i] - from[i + 1]);
    return blocks;
  }
}
