package org.scissionlite.input.synthetic;

/**
 * A round area with a ragged edge.
 *
 * @param x of its centre
 * @param y of its centre
 * @param radius its mean radius
 * @param edge the noise that makes the edge ragged
 */
record Blot(double x, double y, double radius, SmoothNoise edge) {
  private static final double RAGGEDNESS = 0.9;

  static Blot anywhere(SeededRandom chance, double radius) {
    return new Blot(
        chance.between(0.1, 0.9),
        chance.between(0.1, 0.9),
        radius,
        new SmoothNoise(chance.seed(), 1.2 / radius, 1.2 / radius));
  }

  /**
   * Paints it.
   *
   * @param light added in its middle
   * @param softness width of its edge, in radii
   */
  void paint(Surface surface, double light, double softness) {
    surface.addAround(
        x, y, radius * (1 + RAGGEDNESS + softness), (px, py) -> light * cover(px, py, softness));
  }

  /** 1 inside, 0 outside. */
  private double cover(double px, double py, double softness) {
    double distance = Math.sqrt((px - x) * (px - x) + (py - y) * (py - y)) / radius;
    double ragged = distance + RAGGEDNESS * edge.at(px, py);
    return Math.max(0, Math.min(1, (1 - ragged) / softness + 0.5));
  }
}
