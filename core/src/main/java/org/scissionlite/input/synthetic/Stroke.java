package org.scissionlite.input.synthetic;

/**
 * A thin, slightly bent line.
 *
 * @param x of its middle
 * @param y of its middle
 * @param angle of its direction, in radians from the x axis
 * @param length in units of the surface's side
 * @param bend how far its ends lie beside the straight line, in lengths
 */
record Stroke(double x, double y, double angle, double length, double bend) {
  /**
   * Paints it.
   *
   * @param width half of its width
   * @param light added in its middle; a shadow of a third of it lies at one side
   */
  void paint(Surface surface, double width, double light) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    surface.addAround(
        x,
        y,
        length * (0.5 + Math.abs(bend)) + 4 * width,
        (px, py) -> {
          double along = (cos * (px - x) + sin * (py - y)) / length;
          double beside = cos * (py - y) - sin * (px - x) - 4 * bend * length * along * along;
          double fade = Math.max(0, Math.min(1, (0.5 - Math.abs(along)) / 0.15));
          return light * fade * (bell(beside / width) - bell(beside / width - 2) / 3);
        });
  }

  private static double bell(double distance) {
    return StrictMath.exp(-distance * distance);
  }
}
