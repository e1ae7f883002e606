package org.scissionlite.input.synthetic;

/**
 * The defects of rolled steel, each from hardly visible to plain. They overlap in looks: a dark
 * scratch and an inclusion, pits and small scale, a weak patch and the clouds of a sound strip.
 */
final class Defects {
  private static final double WEAKEST = 0.4;

  private Defects() {}

  /** How plain a defect is, as a factor of its contrast. */
  private static double plainness(SeededRandom chance) {
    return chance.between(WEAKEST, 1);
  }

  static void scratch(Surface surface, RolledStrip strip, SeededRandom chance) {
    double plain = plainness(chance);
    double direction = strip.angle() + chance.between(-0.5, 0.5);
    double colour = chance.happens(0.8) ? 1 : -1;
    for (int i = chance.whole(1, 4); i > 0; i--) {
      Stroke stroke =
          new Stroke(
              chance.between(0.15, 0.85),
              chance.between(0.15, 0.85),
              direction + chance.between(-0.25, 0.25),
              chance.between(0.35, 1),
              chance.between(-0.06, 0.06));
      stroke.paint(
          surface, chance.between(0.007, 0.015), colour * plain * chance.between(0.25, 0.45));
    }
  }

  static void inclusion(Surface surface, RolledStrip strip, SeededRandom chance) {
    double plain = plainness(chance);
    for (int i = chance.whole(2, 9); i > 0; i--) {
      Stroke stroke =
          new Stroke(
              chance.between(0.05, 0.95),
              chance.between(0.05, 0.95),
              strip.angle() + chance.between(-0.1, 0.1),
              chance.between(0.06, 0.3),
              chance.between(-0.03, 0.03));
      stroke.paint(surface, chance.between(0.01, 0.024), -plain * chance.between(0.25, 0.45));
    }
  }

  static void patches(Surface surface, SeededRandom chance) {
    double plain = plainness(chance);
    double colour = chance.happens(0.7) ? -1 : 1;
    for (int i = chance.whole(1, 4); i > 0; i--) {
      Blot blot = Blot.anywhere(chance, chance.between(0.09, 0.2));
      blot.paint(surface, colour * plain * chance.between(0.14, 0.28), 0.15);
    }
  }

  static void pitted(Surface surface, SeededRandom chance) {
    double plain = plainness(chance);
    double middleX = chance.between(0.3, 0.7);
    double middleY = chance.between(0.3, 0.7);
    double spread = chance.between(0.15, 0.4);
    for (int i = chance.whole(25, 90); i > 0; i--) {
      double x = middleX + spread * chance.normal();
      double y = middleY + spread * chance.normal();
      double radius = chance.between(0.011, 0.024);
      double light = -plain * chance.between(0.2, 0.4);
      surface.addAround(
          x,
          y,
          3 * radius,
          (px, py) -> {
            double square = ((px - x) * (px - x) + (py - y) * (py - y)) / (radius * radius);
            return light * (StrictMath.exp(-square) - StrictMath.exp(-square / 4) / 4);
          });
    }
  }

  static void scale(Surface surface, RolledStrip strip, SeededRandom chance) {
    double plain = plainness(chance);
    SmoothNoise flakes =
        new SmoothNoise(chance.seed(), chance.between(7, 12), chance.between(16, 30));
    SmoothNoise region = new SmoothNoise(chance.seed(), 2, 2);
    double threshold = chance.between(0.1, 0.3);
    double light = -plain * chance.between(0.16, 0.32);
    surface.add(
        (x, y) -> {
          double height = flakes.at(strip.along(x, y), strip.across(x, y)) - threshold;
          double share = Math.max(0, Math.min(1, 8 * (height + 0.4 * region.at(x, y))));
          return light * share;
        });
  }

  static void crazing(Surface surface, RolledStrip strip, SeededRandom chance) {
    double plain = plainness(chance);
    CrackNet net = new CrackNet(chance.seed(), chance.between(5, 10), chance.between(7, 14));
    SmoothNoise region = new SmoothNoise(chance.seed(), 2, 2);
    SmoothNoise warp = new SmoothNoise(chance.seed(), 9, 9);
    double width = chance.between(0.08, 0.17);
    double light = -plain * chance.between(0.2, 0.38);
    surface.add(
        (x, y) -> {
          double bent = 0.03 * warp.at(x, y);
          double distance = net.distance(strip.along(x, y) + bent, strip.across(x, y) - bent);
          double visible = Math.max(0, Math.min(1, 0.9 + 1.3 * region.at(x, y)));
          double share = distance / width;
          return light * visible * StrictMath.exp(-share * share);
        });
  }
}
