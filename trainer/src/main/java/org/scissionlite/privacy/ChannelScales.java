package org.scissionlite.privacy;

import java.nio.FloatBuffer;
import java.util.List;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;

/**
 * Mean and inverse deviation of every channel, so that the decoder starts from even features.
 *
 * @param means [1,C,1,1]
 * @param factors [1,C,1,1]
 */
record ChannelScales(Tensor means, Tensor factors) {
  private static final double TINY = 1e-6;

  /**
   * The scales of some features.
   *
   * @param features [1,C,H,W] each
   */
  static ChannelScales of(List<Tensor> features) {
    Shape shape = features.get(0).shape();
    int channels = shape.dim(1);
    int plane = shape.dim(2) * shape.dim(3);
    double[] sums = new double[channels];
    double[] squares = new double[channels];
    for (Tensor each : features) {
      FloatBuffer values = each.floats();
      for (int i = 0; i < channels * plane; i++) {
        double value = values.get(i);
        sums[i / plane] += value;
        squares[i / plane] += value * value;
      }
    }
    float[] means = new float[channels];
    float[] factors = new float[channels];
    double count = (double) plane * features.size();
    for (int c = 0; c < channels; c++) {
      double mean = sums[c] / count;
      means[c] = (float) mean;
      factors[c] = (float) (1 / Math.sqrt(Math.max(TINY, squares[c] / count - mean * mean)));
    }
    Shape scales = Shape.of(1, channels, 1, 1);
    return new ChannelScales(Tensor.ofFloats(scales, means), Tensor.ofFloats(scales, factors));
  }
}
