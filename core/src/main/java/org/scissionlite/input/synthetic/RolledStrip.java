package org.scissionlite.input.synthetic;

/**
 * Sound steel strip as a line camera sees it: streaks along the rolling direction, grain, clouds,
 * uneven light, and now and then a harmless stain or roll mark that looks a little like a defect.
 */
final class RolledStrip {
  private final double cos;
  private final double sin;

  private RolledStrip(double angle) {
    this.cos = StrictMath.cos(angle);
    this.sin = StrictMath.sin(angle);
  }

  /** Paints the strip on a black surface; the strip tells where its rolling direction is. */
  static RolledStrip paint(Surface surface, SeededRandom chance) {
    double angle = (chance.happens(0.5) ? Math.PI / 2 : 0) + chance.between(-0.15, 0.15);
    RolledStrip strip = new RolledStrip(angle);
    double level = chance.between(0.32, 0.62);
    surface.add((x, y) -> level);
    strip.texture(surface, chance);
    light(surface, chance);
    if (chance.happens(0.4)) {
      stain(surface, chance);
    }
    if (chance.happens(0.3)) {
      strip.rollMark(surface, chance);
    }
    return strip;
  }

  /** How far along the rolling direction a place is. */
  double along(double x, double y) {
    return cos * x + sin * y;
  }

  /** How far across the rolling direction a place is. */
  double across(double x, double y) {
    return cos * y - sin * x;
  }

  /** The direction of the rolling, in radians from the x axis. */
  double angle() {
    return StrictMath.atan2(sin, cos);
  }

  private void texture(Surface surface, SeededRandom chance) {
    SmoothNoise streaks =
        new SmoothNoise(chance.seed(), chance.between(1, 4), chance.between(40, 110));
    SmoothNoise grain = new SmoothNoise(chance.seed(), 70, 70);
    SmoothNoise clouds = new SmoothNoise(chance.seed(), 3, 3);
    double streaky = chance.between(0.02, 0.07);
    double grainy = chance.between(0.01, 0.04);
    double cloudy = chance.between(0.02, 0.1);
    surface.add(
        (x, y) ->
            streaky * streaks.at(along(x, y), across(x, y))
                + grainy * grain.at(x, y)
                + cloudy * clouds.at(x, y));
  }

  private static void light(Surface surface, SeededRandom chance) {
    double right = chance.between(-0.2, 0.2);
    double down = chance.between(-0.2, 0.2);
    double vignette = chance.between(0, 0.35);
    surface.add(
        (x, y) -> {
          double fromCentre = (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5);
          return right * (x - 0.5) + down * (y - 0.5) - vignette * fromCentre;
        });
  }

  private static void stain(Surface surface, SeededRandom chance) {
    Blot blot = Blot.anywhere(chance, chance.between(0.08, 0.2));
    blot.paint(surface, chance.sign() * chance.between(0.02, 0.07), 0.5);
  }

  /** A straight, faint band over the whole width. */
  private void rollMark(Surface surface, SeededRandom chance) {
    double place = across(chance.between(0.2, 0.8), chance.between(0.2, 0.8));
    double width = chance.between(0.005, 0.03);
    double strength = chance.sign() * chance.between(0.02, 0.06);
    surface.add(
        (x, y) -> {
          double distance = (across(x, y) - place) / width;
          return strength * StrictMath.exp(-distance * distance);
        });
  }

  /** The noise of the camera: every pixel by itself. */
  static void addSensorNoise(Surface surface, SeededRandom chance) {
    double deviation = chance.between(0.008, 0.03);
    surface.add((x, y) -> deviation * chance.normal());
  }
}
