package org.scissionlite.transfer.transform;

/**
 * A rotation of channels: component = forward * (channel - mean), channel = mean + backward *
 * component.
 *
 * <p>The components are uncorrelated over the calibration inputs, the most varied first.
 */
public final class ChannelBasis {
  private final int channels;
  private final float[] mean;
  private final float[] forward;
  private final float[] backward;

  private ChannelBasis(int channels) {
    this.channels = channels;
    this.mean = new float[channels];
    this.forward = new float[channels * channels];
    this.backward = new float[channels * channels];
  }

  /** The principal components of features. */
  public static ChannelBasis principal(ChannelMoments features) {
    int n = features.channels();
    SymmetricEigen eigen = SymmetricEigen.of(n, features.covariance());
    ChannelBasis basis = new ChannelBasis(n);
    for (int i = 0; i < n; i++) {
      basis.mean[i] = (float) features.mean(i);
      for (int k = 0; k < n; k++) {
        basis.forward[k * n + i] = (float) eigen.vector(k, i);
        basis.backward[i * n + k] = (float) eigen.vector(k, i);
      }
    }
    return basis;
  }

  public int channels() {
    return channels;
  }

  /** A copy of the channels' means. */
  public float[] mean() {
    return mean.clone();
  }

  /** A copy of the matrix from channels to components, row by row. */
  public float[] forward() {
    return forward.clone();
  }

  /** A copy of the matrix from components to channels, row by row. */
  public float[] backward() {
    return backward.clone();
  }
}
