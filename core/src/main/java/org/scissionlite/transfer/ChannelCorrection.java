package org.scissionlite.transfer;

import java.util.Arrays;

/** A scale and an offset for each channel of the restored map, before the activation. */
final class ChannelCorrection {
  private final float[] scales;
  private final float[] offsets;

  ChannelCorrection(float[] scales, float[] offsets) {
    this.scales = scales.clone();
    this.offsets = offsets.clone();
  }

  /** No correction. */
  static ChannelCorrection none(int channels) {
    float[] ones = new float[channels];
    Arrays.fill(ones, 1);
    return new ChannelCorrection(ones, new float[channels]);
  }

  float scale(int channel) {
    return scales[channel];
  }

  float offset(int channel) {
    return offsets[channel];
  }
}
