package org.scissionlite.transfer.transform;

/**
 * An invertible mix of channels: component = forward * (channel - mean), channel = mean + backward
 * * component.
 *
 * <p>The components are uncorrelated over the calibration inputs, the most varied first; with a
 * metric, an error of a given size costs the same in every component.
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
    double[] unit = new double[n * n];
    for (int i = 0; i < n; i++) {
      unit[i * n + i] = 1;
    }
    return of(features, unit, unit);
  }

  /**
   * The principal components of features in the metric of a model's answer: an error e costs e'Ge,
   * with G the second moments of the answer's gradients.
   *
   * @param gradients moments about zero
   * @param ridge the share of the mean eigenvalue that is added to all, against trusting few
   *     gradients too much
   */
  public static ChannelBasis weighted(
      ChannelMoments features, ChannelMoments gradients, double ridge) {
    int n = features.channels();
    SymmetricEigen metric = SymmetricEigen.of(n, gradients.second());
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += metric.value(i);
    }
    double[] root = new double[n * n];
    double[] inverse = new double[n * n];
    for (int k = 0; k < n; k++) {
      double value = Math.sqrt(Math.max(0, metric.value(k)) * n / trace + ridge);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double outer = metric.vector(k, i) * metric.vector(k, j);
          root[i * n + j] += outer * value;
          inverse[i * n + j] += outer / value;
        }
      }
    }
    return of(features, root, inverse);
  }

  private static ChannelBasis of(ChannelMoments features, double[] root, double[] inverse) {
    int n = features.channels();
    double[] covariance = product(n, product(n, root, features.second()), root);
    SymmetricEigen eigen = SymmetricEigen.of(n, covariance);
    double[] vectors = new double[n * n];
    double[] transposed = new double[n * n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        vectors[k * n + i] = eigen.vector(k, i);
        transposed[i * n + k] = eigen.vector(k, i);
      }
    }
    ChannelBasis basis = new ChannelBasis(n);
    copy(product(n, vectors, root), basis.forward);
    copy(product(n, inverse, transposed), basis.backward);
    for (int i = 0; i < n; i++) {
      basis.mean[i] = (float) features.mean(i);
    }
    return basis;
  }

  private static double[] product(int n, double[] a, double[] b) {
    double[] c = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double factor = a[i * n + k];
        for (int j = 0; j < n; j++) {
          c[i * n + j] += factor * b[k * n + j];
        }
      }
    }
    return c;
  }

  private static void copy(double[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) from[i];
    }
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
