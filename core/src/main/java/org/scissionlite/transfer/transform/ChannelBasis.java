package org.scissionlite.transfer.transform;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

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
    DMatrixRMaj vectors = SymmetricEigen.of(features.covariance()).vectors();
    return new ChannelBasis(
        features.means(), floats(CommonOps_DDRM.transpose(vectors, null)), floats(vectors));
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
    SymmetricEigen metric = SymmetricEigen.of(gradients.secondMoment());
    DMatrixRMaj root = metric.power(EXPONENT, LEAST_SENSITIVITY);
    DMatrixRMaj inverse = metric.power(-EXPONENT, LEAST_SENSITIVITY);
    DMatrixRMaj seen = times(times(root, features.covariance()), root);
    DMatrixRMaj vectors = SymmetricEigen.of(seen).vectors();
    return new ChannelBasis(
        features.means(),
        floats(times(CommonOps_DDRM.transpose(vectors, null), root)),
        floats(times(inverse, vectors)));
  }

  /** A rotation of as many channels that means nothing: the mirror image at one plane. */
  static ChannelBasis mirror(int channels) {
    float[] matrix = new float[channels * channels];
    Arrays.fill(matrix, -2f / channels);
    for (int i = 0; i < channels; i++) {
      matrix[i * channels + i] += 1;
    }
    return new ChannelBasis(new float[channels], matrix, matrix);
  }

  private static DMatrixRMaj times(DMatrixRMaj left, DMatrixRMaj right) {
    return CommonOps_DDRM.mult(left, right, null);
  }

  private static float[] floats(DMatrixRMaj matrix) {
    float[] floats = new float[matrix.getNumElements()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) matrix.get(i);
    }
    return floats;
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
    int components = components();
    float[] corrected = backward.clone();
    float[] moved = mean.clone();
    for (int i = 0; i < channels(); i++) {
      moved[i] += correction.offset(i);
      for (int k = 0; k < components; k++) {
        corrected[i * components + k] *= correction.scale(i);
      }
    }
    return new ChannelBasis(moved, forward, corrected);
  }

  public int channels() {
    return mean.length;
  }

  /** As many as channels, unless the last ones were left out. */
  int components() {
    return forward.length / mean.length;
  }

  /** This basis with its first components alone; of the others the way back takes zero. */
  ChannelBasis first(int kept) {
    int n = channels();
    int components = components();
    float[] fewer = new float[n * kept];
    for (int i = 0; i < n; i++) {
      System.arraycopy(backward, i * components, fewer, i * kept, kept);
    }
    return new ChannelBasis(mean, Arrays.copyOf(forward, kept * n), fewer);
  }

  /** A copy of the channels' means. */
  public float[] mean() {
    return mean.clone();
  }

  /** A copy of the matrix from channels to components, components x channels, row by row. */
  public float[] forward() {
    return forward.clone();
  }

  /** A copy of the matrix from components to channels, channels x components, row by row. */
  public float[] backward() {
    return backward.clone();
  }
}
