package org.scissionlite.transfer.transform;

import java.util.Arrays;
import java.util.List;
import org.scissionlite.model.Tensor;

/**
 * How finely each coefficient of a tile is rounded, from how much it moves the answer.
 *
 * <p>An error of variance d in a coefficient whose gradients have the mean square s costs s * d / 2
 * of divergence; at many levels, the bits that reach a total divergence are fewest when the step
 * goes with 1 / sqrt(s). What the layers behind the cut blur or skip, as a convolution of stride 2
 * does with high frequencies, is rounded coarsely.
 */
final class CoefficientWeights {
  /** Frequencies 0, 1, 2 to 3, 4 to 6, and the rest are averaged, along each side. */
  private static final int BANDS = 5;

  private static final double LEAST = 1e-6;

  private final TileIndex tiles;
  private final double[] sums;

  private CoefficientWeights(TileIndex tiles) {
    this.tiles = tiles;
    this.sums = new double[tiles.places()];
  }

  /** The same weight for all coefficients. */
  static float[] even(TileIndex tiles) {
    float[] weights = new float[tiles.places()];
    Arrays.fill(weights, 1);
    return weights;
  }

  /**
   * The weights of coefficients, 1 / step but for a common factor.
   *
   * @param gradients with respect to the coefficients, laid out as they are
   * @param strength 1 for weights that go with the root of the mean square, 0 for even ones
   */
  static float[] of(List<Tensor> gradients, TileIndex tiles, double strength) {
    CoefficientWeights weights = new CoefficientWeights(tiles);
    int[] index = tiles.expanded();
    for (Tensor gradient : gradients) {
      float[] values = gradient.toFloats();
      for (int i = 0; i < values.length; i++) {
        weights.sums[index[i]] += (double) values[i] * values[i];
      }
    }
    return weights.smoothed(strength);
  }

  /** Each coefficient's share of the mean; averaged within bands, as gradients vary much. */
  private float[] smoothed(double strength) {
    double[] bandSums = new double[tiles.channels() * BANDS * BANDS];
    int[] counts = new int[bandSums.length];
    for (int place = 0; place < sums.length; place++) {
      bandSums[band(place)] += sums[place];
      counts[band(place)]++;
    }
    double mean = Arrays.stream(sums).sum() / sums.length;
    float[] weights = new float[sums.length];
    for (int place = 0; place < sums.length; place++) {
      int band = band(place);
      double share = mean > 0 ? bandSums[band] / counts[band] / mean : 1;
      weights[place] = (float) StrictMath.pow(Math.max(share, LEAST), strength / 2);
    }
    return weights;
  }

  private int band(int place) {
    int width = tiles.columns().frequencies();
    int height = tiles.rows().frequencies();
    int channel = place / (height * width);
    return (channel * BANDS + bandOf(place / width % height)) * BANDS + bandOf(place % width);
  }

  private static int bandOf(int frequency) {
    if (frequency < 2) {
      return frequency;
    }
    return frequency < 4 ? 2 : frequency < 7 ? 3 : 4;
  }
}
