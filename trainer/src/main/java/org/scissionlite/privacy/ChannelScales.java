package org.scissionlite.privacy;

import java.util.List;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.transform.ChannelSpread;

/**
 * Mean and inverse deviation of every channel, so that the decoder starts from even features.
 *
 * @param means [1,C,1,1]
 * @param factors [1,C,1,1]
 */
record ChannelScales(Tensor means, Tensor factors) {
  private static final double LEAST_DEVIATION = Math.sqrt(1e-6);

  /**
   * The scales of some features.
   *
   * @param features [1,C,H,W] each
   */
  static ChannelScales of(List<Tensor> features) {
    ChannelSpread spread = ChannelSpread.of(features);
    int channels = features.get(0).shape().dim(1);
    float[] means = new float[channels];
    float[] factors = new float[channels];
    for (int c = 0; c < channels; c++) {
      means[c] = (float) spread.mean(c);
      factors[c] = (float) (1 / Math.max(LEAST_DEVIATION, spread.deviation(c)));
    }
    Shape scales = Shape.of(1, channels, 1, 1);
    return new ChannelScales(Tensor.ofFloats(scales, means), Tensor.ofFloats(scales, factors));
  }
}
