package org.scissionlite.transfer.transform;

import java.util.List;
import org.scissionlite.model.Tensor;

/** Mean and standard deviation of each channel of feature maps [1,C,H,W]. */
public final class ChannelSpread {
  private final double[] mean;
  private final double[] deviation;

  private ChannelSpread(int channels) {
    this.mean = new double[channels];
    this.deviation = new double[channels];
  }

  /** The spread of maps; at least one. */
  public static ChannelSpread of(List<Tensor> maps) {
    int channels = maps.get(0).shape().dim(1);
    ChannelSpread spread = new ChannelSpread(channels);
    long count = 0;
    for (Tensor map : maps) {
      float[] values = map.toFloats();
      int inner = values.length / channels;
      count += inner;
      for (int i = 0; i < values.length; i++) {
        spread.mean[i / inner] += values[i];
        spread.deviation[i / inner] += (double) values[i] * values[i];
      }
    }
    for (int c = 0; c < channels; c++) {
      double average = spread.mean[c] / count;
      spread.mean[c] = average;
      spread.deviation[c] = Math.sqrt(Math.max(0, spread.deviation[c] / count - average * average));
    }
    return spread;
  }

  public double mean(int channel) {
    return mean[channel];
  }

  public double deviation(int channel) {
    return deviation[channel];
  }
}
