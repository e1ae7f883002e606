package org.scissionlite.transfer.transform;

import java.nio.ByteBuffer;
import java.util.List;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.DeadZone;
import org.scissionlite.transfer.codec.LevelCounts;
import org.scissionlite.transfer.codec.entropy.ClassMap;
import org.scissionlite.transfer.codec.entropy.RansTables;

/**
 * Coefficients pooled into classes of similar size, and what the levels of each class look like.
 *
 * <p>Static tables for each coefficient would be learned from too few values; coefficients whose
 * mean level is alike share one.
 */
final class CoefficientClasses {
  private static final int CLASSES_PER_OCTAVE = 2;
  private static final int SMALLEST_OCTAVE = -14;
  private static final int MOST_CLASSES = 48;

  /** How many levels of evidence the mean of similar coefficients counts for. */
  private static final double PRIOR_LEVELS = 2;

  private final TileIndex tiles;
  private final byte[] classes;
  private final LevelCounts levels;
  private final double[] excess;
  private final long[] nonZero;

  private CoefficientClasses(TileIndex tiles, byte[] classes, int count) {
    this.tiles = tiles;
    this.classes = classes;
    this.levels = new LevelCounts(count);
    this.excess = new double[count];
    this.nonZero = new long[count];
  }

  /**
   * Learns classes from samples.
   *
   * @param scales 1 / step of each coefficient of a tile
   */
  static CoefficientClasses of(List<Tensor> samples, TileIndex tiles, float[] scales) {
    double[] expected = expectedLevels(CoefficientSums.of(samples, tiles, scales));
    byte[] classes = new byte[scales.length];
    int[] numbers = new int[MOST_CLASSES];
    int count = 0;
    for (int i = 0; i < classes.length; i++) {
      int octave = octave(expected[i]);
      if (numbers[octave] == 0) {
        numbers[octave] = ++count;
      }
      classes[i] = (byte) (numbers[octave] - 1);
    }
    CoefficientClasses learned = new CoefficientClasses(tiles, classes, count);
    learned.count(samples, scales);
    return learned;
  }

  private static int octave(double expected) {
    double octaves = StrictMath.log(expected) / StrictMath.log(2) - SMALLEST_OCTAVE;
    return (int) Math.max(0, Math.min(MOST_CLASSES - 1, Math.round(octaves * CLASSES_PER_OCTAVE)));
  }

  /**
   * The mean level of each coefficient, drawn towards that of coefficients of similar magnitude:
   * among few samples a level of 1 is a matter of luck.
   */
  private static double[] expectedLevels(CoefficientSums sums) {
    int bins = 256;
    double[] levels = new double[bins];
    long[] counts = new long[bins];
    int[] binOf = new int[sums.levels().length];
    for (int i = 0; i < binOf.length; i++) {
      double mean = sums.magnitudes()[i] / sums.count() + 1e-9;
      int bin = (int) Math.round(4 * StrictMath.log(mean) / StrictMath.log(2)) + bins / 2;
      binOf[i] = Math.max(0, Math.min(bins - 1, bin));
      levels[binOf[i]] += sums.levels()[i];
      counts[binOf[i]] += sums.count();
    }
    double[] expected = new double[binOf.length];
    for (int i = 0; i < binOf.length; i++) {
      double similar = (levels[binOf[i]] + 0.1) / (counts[binOf[i]] + 1.0);
      expected[i] = (sums.levels()[i] + PRIOR_LEVELS) / (sums.count() + PRIOR_LEVELS / similar);
    }
    return expected;
  }

  private void count(List<Tensor> samples, float[] scales) {
    int[] index = tiles.expanded();
    for (Tensor sample : samples) {
      float[] values = sample.toFloats();
      for (int i = 0; i < values.length; i++) {
        float value = values[i] * scales[index[i]];
        int level = DeadZone.level(value);
        int number = classes[index[i]];
        levels.add(number, level);
        if (level != 0) {
          excess[number] += Math.abs(value) - Math.abs(level);
          nonZero[number]++;
        }
      }
    }
  }

  /** The codec's tables. */
  RansTables tables() {
    return levels.tables(
        new ClassMap(
            tiles.channels(),
            new ClassMap.Tiles(tiles.rows().repeats(), tiles.rows().frequencies()),
            new ClassMap.Tiles(tiles.columns().repeats(), tiles.columns().frequencies()),
            ByteBuffer.wrap(classes)));
  }

  /**
   * How far the mean of the values behind a level lies above it, for each coefficient, in steps.
   */
  float[] offsets() {
    float[] offsets = new float[classes.length];
    for (int i = 0; i < offsets.length; i++) {
      int number = classes[i];
      double mean = excess[number] / (nonZero[number] + 4.0);
      offsets[i] = (float) Math.max(-0.4, Math.min(0.4, mean));
    }
    return offsets;
  }

  /** The largest level that was seen. */
  int largestLevel() {
    return levels.largest();
  }
}
