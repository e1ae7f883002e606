package org.scissionlite.input.synthetic;

/**
 * Value noise: random heights at the points of a lattice, smoothly joined, in two octaves; from -1
 * to 1, mostly within 0.5 of 0.
 *
 * @param seed the same seed gives the same noise
 * @param columns lattice points across the unit square
 * @param rows lattice points down the unit square
 */
record SmoothNoise(long seed, double columns, double rows) {
  private static final double SECOND_OCTAVE = 0.4;
  private static final long OTHER_SEED = 0x5DEECE66DL;

  double at(double x, double y) {
    double first = octave(seed, x * columns, y * rows);
    double second = octave(seed ^ OTHER_SEED, 2 * x * columns, 2 * y * rows);
    return (first + SECOND_OCTAVE * second) / (1 + SECOND_OCTAVE);
  }

  private static double octave(long seed, double x, double y) {
    long left = (long) Math.floor(x);
    long top = (long) Math.floor(y);
    double right = smooth(x - left);
    double down = smooth(y - top);
    double upper = mix(height(seed, left, top), height(seed, left + 1, top), right);
    double lower = mix(height(seed, left, top + 1), height(seed, left + 1, top + 1), right);
    return mix(upper, lower, down);
  }

  private static double smooth(double share) {
    return share * share * (3 - 2 * share);
  }

  private static double mix(double from, double to, double share) {
    return from + share * (to - from);
  }

  /** The height of a lattice point, by the mixing steps of the 64-bit finaliser of MurmurHash3. */
  static double height(long seed, long column, long row) {
    long bits = seed + 0x9E3779B97F4A7C15L * column + 0xC2B2AE3D27D4EB4FL * row;
    bits = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
    bits = (bits ^ (bits >>> 33)) * 0xC4CEB9FE1A85EC53L;
    bits ^= bits >>> 33;
    return (bits >> 11) / (double) (1L << 52);
  }
}
