package org.scissionlite.input.fit;

/**
 * What stands between pixels when a picture is scaled, as the usual Python image library (Pillow)
 * does it: where a picture is shrunk, the filter is as wide as the step between target pixels, so
 * that it averages over all source pixels.
 */
public enum Interpolation {
  /** The source pixel that lies nearest; nothing is averaged. */
  NEAREST(0),
  /** Triangle filter. */
  BILINEAR(1),
  /** Keys' cubic with a = -0.5. */
  BICUBIC(2),
  /** Sinc windowed to three lobes. */
  LANCZOS(3);

  private final double support;

  Interpolation(double support) {
    this.support = support;
  }

  /** How far from a target pixel source pixels count, in steps of the wider grid. */
  double support() {
    return support;
  }

  /** The weight of a source pixel at a distance below the support. */
  double weight(double distance) {
    double x = Math.abs(distance);
    return switch (this) {
      case NEAREST -> 1;
      case BILINEAR -> Math.max(0, 1 - x);
      case BICUBIC -> cubic(x);
      case LANCZOS -> x < support ? sinc(x) * sinc(x / support) : 0;
    };
  }

  private static double cubic(double x) {
    if (x < 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
