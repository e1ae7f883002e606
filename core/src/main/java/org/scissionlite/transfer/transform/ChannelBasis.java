package org.scissionlite.transfer.transform;

/**
 * A change of basis of the channels: component = forward * (channel - mean), channel = mean +
 * backward * component.
 *
 * <p>The components are uncorrelated over the calibration inputs, the most varied first.
 */
public final class ChannelBasis {
  /** What directions without measured sensitivity count for, as a share of the mean. */
  private static final double LEAST_SENSITIVITY = 0.01;

  private static final double EXPONENT = 0.25;

  private final float[] mean;
  private final float[] forward;
  private final float[] backward;

  private ChannelBasis(float[] mean, float[] forward, float[] backward) {
    this.mean = mean;
    this.forward = forward;
    this.backward = backward;
  }

  /** The principal components of features: a rotation. */
  public static ChannelBasis principal(ChannelMoments features) {
    SquareMatrix vectors =
        SquareMatrix.of(features.channels(), features.covariance()).eigenvectors();
    return new ChannelBasis(features.means(), vectors.transposed().toFloats(), vectors.toFloats());
  }

  /**
   * The principal components of features where errors are measured by their effect on the answer:
   * with M the second moment of the gradients, those of M^(1/4) * features.
   *
   * <p>With M^(1/2) an error of equal size in any component would count alike, if M were known; of
   * M from a few hundred gradients half the exponent lost fewer answers at equal bytes.
   *
   * @param gradients of the answer, see {@link org.scissionlite.transfer.Sensitivity}
   */
  public static ChannelBasis weighted(ChannelMoments features, ChannelMoments gradients) {
    int n = features.channels();
    SquareMatrix metric = SquareMatrix.of(n, gradients.secondMoment());
    SquareMatrix root = metric.power(EXPONENT, LEAST_SENSITIVITY);
    SquareMatrix inverse = metric.power(-EXPONENT, LEAST_SENSITIVITY);
    SquareMatrix covariance = SquareMatrix.of(n, features.covariance());
    SquareMatrix vectors = root.times(covariance).times(root).eigenvectors();
    return new ChannelBasis(
        features.means(),
        vectors.transposed().times(root).toFloats(),
        inverse.times(vectors).toFloats());
  }

  /** The basis in which the gradients with respect to this one's components are computed. */
  public ChannelBasis ofGradients() {
    int n = channels();
    float[] transposed = new float[n * n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        transposed[k * n + i] = backward[i * n + k];
      }
    }
    return new ChannelBasis(new float[n], transposed, transposed);
  }

  /**
   * This basis with another way back: channel = mean + offset + scale * backward * component.
   *
   * @param correction scale and offset of each channel
   */
  public ChannelBasis corrected(ChannelCorrection correction) {
    int n = channels();
    float[] corrected = backward.clone();
    float[] moved = mean.clone();
    for (int i = 0; i < n; i++) {
      moved[i] += correction.offset(i);
      for (int k = 0; k < n; k++) {
        corrected[i * n + k] *= correction.scale(i);
      }
    }
    return new ChannelBasis(moved, forward, corrected);
  }

  public int channels() {
    return mean.length;
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
