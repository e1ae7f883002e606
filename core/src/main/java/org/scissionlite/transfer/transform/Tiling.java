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
 */
record Tiling(List<Integer> sizes) {
  Tiling {
    sizes = List.copyOf(sizes);
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
    return sizes.stream().mapToInt(Integer::intValue).sum();
  }

  /** The side of the transform's matrix: one tile's where all are alike, else the whole length. */
  int period() {
    return sizes.stream().distinct().count() == 1 ? sizes.get(0) : length();
  }

  /** How often the matrix is applied along the side. */
  int repeats() {
    return length() / period();
  }

  /**
   * The orthonormal cosine transform (DCT-II), period x period, row k the k-th frequency; of
   * several tiles in one period one behind the other.
   */
  float[] matrix() {
    int period = period();
    float[] matrix = new float[period * period];
    int first = 0;
    for (int size : repeats() > 1 ? sizes.subList(0, 1) : sizes) {
      for (int k = 0; k < size; k++) {
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
