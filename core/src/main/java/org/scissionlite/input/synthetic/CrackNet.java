package org.scissionlite.input.synthetic;

/**
 * The borders between the cells of randomly shifted points (Worley 1996): cracks.
 *
 * @param columns cells across the unit square
 * @param rows cells down the unit square
 */
record CrackNet(long seed, double columns, double rows) {
  private static final double SHIFT = 0.45;
  private static final long SIDEWAYS = 0x632BE59BD9B4E019L;

  /** How much farther the second nearest point is than the nearest, in cells; 0 on a border. */
  double distance(double x, double y) {
    double inColumns = x * columns;
    double inRows = y * rows;
    double nearest = Double.MAX_VALUE;
    double second = Double.MAX_VALUE;
    for (long row = (long) Math.floor(inRows) - 1; row <= Math.floor(inRows) + 1; row++) {
      for (long column = (long) Math.floor(inColumns) - 1;
          column <= Math.floor(inColumns) + 1;
          column++) {
        double dx = column + 0.5 + SHIFT * SmoothNoise.height(seed, column, row) - inColumns;
        double dy = row + 0.5 + SHIFT * SmoothNoise.height(seed ^ SIDEWAYS, column, row) - inRows;
        double distance = Math.sqrt(dx * dx + dy * dy);
        second = Math.min(second, Math.max(distance, nearest));
        nearest = Math.min(nearest, distance);
      }
    }
    return second - nearest;
  }
}
