package org.scissionlite.transfer.transform;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How one side of a feature map is divided into tiles, and the cosine transform along it.
 *
 * <p>A side of 28 is divided into 2 tiles of 14, one of 13 is a tile of its own; where nothing
 * suitable divides, the tiles differ by one: 29 = 10 + 10 + 9.
 *
 * @param sizes of the tiles, in order
 * @param frequencies how many coefficients of each period are computed, the lowest; at most {@link
 *     #period()}
 */
record Tiling(List<Integer> sizes, int frequencies) {
  Tiling {
    sizes = List.copyOf(sizes);
  }

  private Tiling(List<Integer> sizes) {
    this(sizes, period(sizes));
  }

  /**
   * The same tiles without their highest frequencies. Where tiles differ in size, one period holds
   * the frequencies of several, and nothing is left out.
   */
  Tiling lowest(int kept) {
    return alike(sizes) ? new Tiling(sizes, kept) : this;
  }

  /**
   * The tiles of a side.
   *
   * @param length of the side
   * @param most the largest size of a tile; with 1 nothing is transformed
   */
  static Tiling of(int length, int most) {
    for (int size = Math.min(length, most); size > most / 2; size--) {
      if (length % size == 0) {
        return new Tiling(Collections.nCopies(length / size, size));
      }
    }
    int count = (length + most - 1) / most;
    return new Tiling(
        IntStream.range(0, count)
            .mapToObj(i -> length / count + (i < length % count ? 1 : 0))
            .toList());
  }

  /** The length of the side. */
  int length() {
    return length(sizes);
  }

  private static int length(List<Integer> sizes) {
    return sizes.stream().mapToInt(Integer::intValue).sum();
  }

  /** How many coefficients the side becomes. */
  int coded() {
    return repeats() * frequencies;
  }

  /** The side of the transform's matrix: one tile's where all are alike, else the whole length. */
  int period() {
    return period(sizes);
  }

  private static int period(List<Integer> sizes) {
    return alike(sizes) ? sizes.get(0) : length(sizes);
  }

  private static boolean alike(List<Integer> sizes) {
    return sizes.stream().distinct().count() == 1;
  }

  /** How often the matrix is applied along the side. */
  int repeats() {
    return length() / period();
  }

  /**
   * The orthonormal cosine transform (DCT-II), frequencies x period, row k the k-th frequency; of
   * several tiles in one period one behind the other.
   */
  float[] matrix() {
    int period = period();
    float[] matrix = new float[frequencies * period];
    int first = 0;
    for (int size : repeats() > 1 ? sizes.subList(0, 1) : sizes) {
      for (int k = 0; k < Math.min(size, frequencies); k++) {
        double norm = Math.sqrt((k == 0 ? 1.0 : 2.0) / size);
        for (int i = 0; i < size; i++) {
          double angle = Math.PI * (2 * i + 1) * k / (2.0 * size);
          matrix[(first + k) * period + first + i] = (float) (norm * StrictMath.cos(angle));
        }
      }
      first += size;
    }
    return matrix;
  }
}
