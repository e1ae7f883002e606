package org.scissionlite.transfer.transform;

import java.util.Arrays;

/**
 * A scale and an offset for each channel that a decoder restores.
 *
 * <p>Rounding small coefficients to zero takes energy out of the restored map; behind the
 * activation its means move as well. The layers behind the cut were trained on other statistics: to
 * give these back to them costs nothing, as scale and offset are folded into the last convolution.
 */
final class ChannelCorrection {
  private static final double MOST_SCALE = 2;

  private final float[] scale;
  private final float[] offset;

  private ChannelCorrection(float[] scale, float[] offset) {
    this.scale = scale;
    this.offset = offset;
  }

  /** The correction that changes nothing. */
  static ChannelCorrection none(int channels) {
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    return new ChannelCorrection(ones, new float[channels]);
  }

  /**
   * This correction, moved towards the channels' own mean and deviation. Behind an activation one
   * step does not reach them; two or three come close.
   *
   * @param wanted what the channels are like before the encoder
   * @param restored what they are like behind a decoder with this correction
   */
  ChannelCorrection improved(ChannelSpread wanted, ChannelSpread restored) {
    float[] scales = scale.clone();
    float[] offsets = offset.clone();
    for (int c = 0; c < scales.length; c++) {
      double wider =
          restored.deviation(c) > 1e-6 * wanted.deviation(c)
              ? wanted.deviation(c) / restored.deviation(c)
              : 1;
      scales[c] = (float) Math.max(1 / MOST_SCALE, Math.min(MOST_SCALE, scales[c] * wider));
      offsets[c] += (float) (wanted.mean(c) - restored.mean(c));
    }
    return new ChannelCorrection(scales, offsets);
  }

  float scale(int channel) {
    return scale[channel];
  }

  float offset(int channel) {
    return offset[channel];
  }
}
