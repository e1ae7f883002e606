package org.scissionlite.transfer.transform;

import java.util.List;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.DeadZone;

/**
 * How large the coefficients are: sums over samples, for each coefficient of a tile.
 *
 * @param magnitudes the sum of |value|
 * @param levels the sum of |level|
 * @param count how many values stand behind each sum
 */
@SuppressWarnings("ArrayRecordComponent")
record CoefficientSums(double[] magnitudes, double[] levels, long count) {
  /** The sums of samples that are multiplied by scales. */
  static CoefficientSums of(List<Tensor> samples, TileIndex tiles, float[] scales) {
    double[] magnitudes = new double[scales.length];
    double[] levels = new double[scales.length];
    int[] index = tiles.expanded();
    for (Tensor sample : samples) {
      float[] values = sample.toFloats();
      for (int i = 0; i < values.length; i++) {
        int place = index[i];
        float value = values[i] * scales[place];
        magnitudes[place] += Math.abs(value);
        levels[place] += Math.abs(DeadZone.level(value));
      }
    }
    return new CoefficientSums(magnitudes, levels, samples.size() * tiles.repeats());
  }
}
