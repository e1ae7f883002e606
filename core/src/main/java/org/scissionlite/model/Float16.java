package org.scissionlite.model;

/** Half-precision floats. */
public final class Float16 {
  private static final float MOST = 65504;
  private static final float LEAST_NORMAL = 0x1p-14f;

  private Float16() {}

  /** The value of the bits of a half-precision float. */
  public static float value(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    float magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        };
    return bits < 0 ? -magnitude : magnitude;
  }

  /** The bits of the nearest half-precision float, ties to even; beyond 65,504 the largest one. */
  public static short of(float value) {
    int sign = value < 0 ? 0x8000 : 0;
    float magnitude = Math.min(Math.abs(value), MOST);
    if (magnitude < LEAST_NORMAL) {
      return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
    }
    int exponent = Math.getExponent(magnitude);
    int mantissa = (int) Math.rint(Math.scalb(magnitude, 10 - exponent));
    return (short) (sign | (((exponent + 15) << 10) + mantissa - 1024));
  }
}
