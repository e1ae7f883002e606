package org.scissionlite.transfer;

import java.util.List;
import org.scissionlite.model.Tensor;

/** How much an error in each coefficient of a tile moves the model's answer. */
final class BandWeights {
  private static final double RIDGE = 0.1;

  private BandWeights() {}

  /**
   * The weights of the coefficients of a tile: roots of the mean squared gradient of each band,
   * relative to the mean over all, pooled over the channels.
   */
  static float[] of(List<Tensor> gradients, TileIndex tiles) {
    int bands = tiles.rows().period() * tiles.columns().period();
    double[] sums = new double[bands];
    int[] index = tiles.expanded();
    double all = 0;
    for (Tensor gradient : gradients) {
      float[] values = gradient.toFloats();
      for (int i = 0; i < values.length; i++) {
        double square = (double) values[i] * values[i];
        sums[index[i] % bands] += square;
        all += square;
      }
    }
    float[] weights = new float[tiles.places()];
    for (int i = 0; i < weights.length; i++) {
      double relative = all > 0 ? sums[i % bands] * bands / all : 1;
      weights[i] = (float) (Math.sqrt(relative) + RIDGE);
    }
    return weights;
  }
}
