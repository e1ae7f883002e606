package org.scissionlite.transfer.transform;

import org.scissionlite.error.ScissionLiteException;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: its {@link TridiagonalForm}, then QL
 * iterations with implicit shifts (Golub and Van Loan, "Matrix Computations", section 8.3).
 *
 * <p>The work grows with the cube of the size: 512 x 512 takes about a second.
 */
public final class SymmetricEigen {
  private static final int MOST_ITERATIONS = 60;

  private final int size;
  private final double[] vectors;
  private final double[] values;
  private final double[] beside;

  private SymmetricEigen(TridiagonalForm form) {
    this.size = form.size;
    this.vectors = form.basis;
    this.values = form.diagonal;
    this.beside = form.beside;
  }

  /**
   * Decomposes a matrix.
   *
   * @param matrix size x size, row by row; only its symmetric part is meant
   * @throws ScissionLiteException if it holds a value that is no number
   */
  public static SymmetricEigen of(int size, double... matrix) {
    for (double value : matrix) {
      if (!Double.isFinite(value)) {
        throw new ScissionLiteException(
            "the calibration inputs give values at the cut that are not finite");
      }
    }
    SymmetricEigen eigen = new SymmetricEigen(TridiagonalForm.of(size, matrix));
    eigen.iterate();
    eigen.sort();
    return eigen;
  }

  /** An eigenvalue; number 0 is the largest. */
  public double value(int number) {
    return values[number];
  }

  /** An element of an eigenvector of length 1. */
  public double vector(int number, int element) {
    return vectors[number * size + element];
  }

  private void iterate() {
    transpose();
    System.arraycopy(beside, 1, beside, 0, size - 1);
    beside[size - 1] = 0;
    for (int l = 0; l < size; l++) {
      int iterations = 0;
      int m = split(l);
      while (m != l) {
        if (iterations++ == MOST_ITERATIONS) {
          throw new ScissionLiteException("the eigenvalues of the feature map do not converge");
        }
        step(l, m);
        m = split(l);
      }
    }
  }

  /** Where the first negligible off-diagonal element from l on stands. */
  private int split(int l) {
    int m = l;
    while (m < size - 1) {
      double scale = Math.abs(values[m]) + Math.abs(values[m + 1]);
      if (Math.abs(beside[m]) <= Math.ulp(1.0) * scale) {
        return m;
      }
      m++;
    }
    return m;
  }

  private void step(int l, int m) {
    double shift = (values[l + 1] - values[l]) / (2 * beside[l]);
    double root = Math.hypot(shift, 1);
    double g = values[m] - values[l] + beside[l] / (shift + Math.copySign(root, shift));
    double sine = 1;
    double cosine = 1;
    double p = 0;
    for (int i = m - 1; i >= l; i--) {
      double f = sine * beside[i];
      double b = cosine * beside[i];
      root = Math.hypot(f, g);
      beside[i + 1] = root;
      if (root == 0) {
        values[i + 1] -= p;
        beside[m] = 0;
        return;
      }
      sine = f / root;
      cosine = g / root;
      g = values[i + 1] - p;
      root = (values[i] - g) * sine + 2 * cosine * b;
      p = sine * root;
      values[i + 1] = g + p;
      g = cosine * root - b;
      rotate(i, sine, cosine);
    }
    values[l] -= p;
    beside[l] = g;
    beside[m] = 0;
  }

  /** Rotates two neighbouring eigenvectors, which stand in rows. */
  private void rotate(int i, double sine, double cosine) {
    int low = i * size;
    int high = low + size;
    for (int k = 0; k < size; k++) {
      double f = vectors[high + k];
      vectors[high + k] = sine * vectors[low + k] + cosine * f;
      vectors[low + k] = cosine * vectors[low + k] - sine * f;
    }
  }

  private void transpose() {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        double swapped = vectors[i * size + j];
        vectors[i * size + j] = vectors[j * size + i];
        vectors[j * size + i] = swapped;
      }
    }
  }

  /** Largest eigenvalue first. */
  private void sort() {
    for (int i = 0; i < size; i++) {
      int largest = i;
      for (int j = i + 1; j < size; j++) {
        if (values[j] > values[largest]) {
          largest = j;
        }
      }
      if (largest != i) {
        swap(i, largest);
      }
    }
  }

  private void swap(int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
    for (int k = 0; k < size; k++) {
      double element = vectors[i * size + k];
      vectors[i * size + k] = vectors[j * size + k];
      vectors[j * size + k] = element;
    }
  }
}
