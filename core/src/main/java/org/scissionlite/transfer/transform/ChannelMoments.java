package org.scissionlite.transfer.transform;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;

/** Mean and covariance of the channels of feature maps [1,C,H,W], over all positions. */
public final class ChannelMoments {
  private static final int MOST_POSITIONS = 40_000;

  private final int channels;
  private final double[] mean;
  private final double[] second;
  private long positions;

  private ChannelMoments(int channels) {
    this.channels = channels;
    this.mean = new double[channels];
    this.second = new double[channels * channels];
  }

  /**
   * Mean and covariance. Of many positions an even selection is taken: {@value #MOST_POSITIONS}.
   */
  public static ChannelMoments of(List<Tensor> maps) {
    Shape shape = maps.get(0).shape();
    int inner = shape.dim(2) * shape.dim(3);
    ChannelMoments moments = new ChannelMoments(shape.dim(1));
    int stride = (int) Math.max(1, (long) inner * maps.size() / MOST_POSITIONS);
    float[] columns = new float[moments.channels * ((inner + stride - 1) / stride)];
    for (int i = 0; i < maps.size(); i++) {
      moments.add(maps.get(i).toFloats(), columns, i % stride, stride);
    }
    moments.finish();
    return moments;
  }

  /** Adds every stride-th position of a map. */
  private void add(float[] map, float[] columns, int first, int stride) {
    int inner = map.length / channels;
    int taken = (inner - first + stride - 1) / stride;
    for (int c = 0; c < channels; c++) {
      for (int t = 0; t < taken; t++) {
        columns[c * taken + t] = map[c * inner + first + t * stride];
      }
    }
    for (int i = 0; i < channels; i++) {
      float sum = 0;
      for (int t = 0; t < taken; t++) {
        sum += columns[i * taken + t];
      }
      mean[i] += sum;
      for (int j = 0; j <= i; j++) {
        second[i * channels + j] += dot(columns, i * taken, j * taken, taken);
      }
    }
    positions += taken;
  }

  /** Four sums at a time, so that the additions do not wait for each other. */
  private static double dot(float[] values, int a, int b, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int t = 0;
    for (; t + 3 < length; t += 4) {
      s0 += values[a + t] * values[b + t];
      s1 += values[a + t + 1] * values[b + t + 1];
      s2 += values[a + t + 2] * values[b + t + 2];
      s3 += values[a + t + 3] * values[b + t + 3];
    }
    for (; t < length; t++) {
      s0 += values[a + t] * values[b + t];
    }
    return (double) s0 + s1 + s2 + s3;
  }

  private void finish() {
    for (int i = 0; i < channels; i++) {
      mean[i] /= positions;
      for (int j = 0; j <= i; j++) {
        second[i * channels + j] /= positions;
        second[i * channels + j] -= mean[i] * mean[j];
        second[j * channels + i] = second[i * channels + j];
      }
    }
  }

  public int channels() {
    return channels;
  }

  float[] means() {
    float[] means = new float[channels];
    for (int i = 0; i < channels; i++) {
      means[i] = (float) mean[i];
    }
    return means;
  }

  /** The mean product of each two channels, channels x channels. */
  DMatrixRMaj secondMoment() {
    DMatrixRMaj moment = covariance();
    for (int i = 0; i < channels; i++) {
      for (int j = 0; j < channels; j++) {
        moment.add(i, j, mean[i] * mean[j]);
      }
    }
    return moment;
  }

  /** The covariance, channels x channels. */
  DMatrixRMaj covariance() {
    return new DMatrixRMaj(channels, channels, true, second);
  }
}
