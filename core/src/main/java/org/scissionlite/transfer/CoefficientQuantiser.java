package org.scissionlite.transfer;

import java.util.List;
import org.scissionlite.model.Tensor;

/**
 * Rounding with a dead zone, as DeviceTL does it: |value| + {@value #ROUNDING} is rounded down, so
 * that values up to 0.67 steps become zero.
 */
final class CoefficientQuantiser {
  /** What is added before rounding down; 0.5 would round to the nearest. */
  static final float ROUNDING = 0.33f;

  private CoefficientQuantiser() {}

  /** The level of a value that was divided by its step. */
  static int level(float value) {
    int magnitude = (int) Math.min(Math.abs(value) + ROUNDING, Short.MAX_VALUE);
    return value < 0 ? -magnitude : magnitude;
  }

  /**
   * Sums over samples, for each coefficient of a tile.
   *
   * @param magnitudes the sum of |value|
   * @param levels the sum of |level|
   * @param count how many values stand behind each sum
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Sums(double[] magnitudes, double[] levels, long count) {}

  /** The sums of samples that are multiplied by scales. */
  static Sums sums(List<Tensor> samples, TileIndex tiles, float[] scales) {
    double[] magnitudes = new double[scales.length];
    double[] levels = new double[scales.length];
    int[] index = tiles.expanded();
    for (Tensor sample : samples) {
      float[] values = sample.toFloats();
      for (int i = 0; i < values.length; i++) {
        int place = index[i];
        float value = values[i] * scales[place];
        magnitudes[place] += Math.abs(value);
        levels[place] += Math.abs(level(value));
      }
    }
    return new Sums(magnitudes, levels, samples.size() * tiles.repeats());
  }
}
