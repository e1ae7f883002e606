package org.scissionlite.transfer.transform;

import org.scissionlite.error.ScissionLiteException;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder reduction to a tridiagonal
 * matrix, then QL iterations with implicit shifts (Golub and Van Loan, "Matrix Computations",
 * section 8.3).
 *
 * <p>The work grows with the cube of the size: 512 x 512 takes about a second.
 */
public final class SymmetricEigen {
  private static final int MOST_ITERATIONS = 60;

  private final int size;
  private final double[] vectors;
  private final double[] values;
  private final double[] beside;

  private SymmetricEigen(int size, double[] matrix) {
    this.size = size;
    this.vectors = matrix.clone();
    this.values = new double[size];
    this.beside = new double[size];
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
    SymmetricEigen eigen = new SymmetricEigen(size, matrix);
    eigen.reduce();
    eigen.accumulate();
    eigen.iterate();
    eigen.sort();
    return eigen;
  }

  /** The number of eigenvalues. */
  public int size() {
    return size;
  }

  /** An eigenvalue; number 0 is the largest. */
  public double value(int number) {
    return values[number];
  }

  /** An element of an eigenvector of length 1. */
  public double vector(int number, int element) {
    return vectors[number * size + element];
  }

  /** Householder reflections from the last row up; the vectors' rows keep the reflections. */
  private void reduce() {
    for (int i = size - 1; i > 0; i--) {
      int row = i * size;
      double scale = 0;
      for (int k = 0; k < i; k++) {
        scale += Math.abs(vectors[row + k]);
      }
      if (i == 1 || scale == 0) {
        beside[i] = vectors[row + i - 1];
        values[i] = 0;
        continue;
      }
      double norm = 0;
      for (int k = 0; k < i; k++) {
        vectors[row + k] /= scale;
        norm += vectors[row + k] * vectors[row + k];
      }
      double last = vectors[row + i - 1];
      double root = last >= 0 ? -Math.sqrt(norm) : Math.sqrt(norm);
      beside[i] = scale * root;
      values[i] = norm - last * root;
      vectors[row + i - 1] = last - root;
      reflect(i);
    }
  }

  /** Applies the reflection of a row to the rows above it, which stay symmetric. */
  private void reflect(int i) {
    int row = i * size;
    double norm = values[i];
    double[] product = new double[i];
    for (int j = 0; j < i; j++) {
      double factor = vectors[row + j];
      double sum = vectors[j * size + j] * factor;
      for (int k = 0; k < j; k++) {
        sum += vectors[j * size + k] * vectors[row + k];
        product[k] += vectors[j * size + k] * factor;
      }
      product[j] += sum;
    }
    double dot = 0;
    for (int j = 0; j < i; j++) {
      product[j] /= norm;
      dot += product[j] * vectors[row + j];
    }
    double half = dot / (norm + norm);
    for (int j = 0; j < i; j++) {
      product[j] -= half * vectors[row + j];
    }
    for (int j = 0; j < i; j++) {
      double left = vectors[row + j];
      double right = product[j];
      for (int k = 0; k <= j; k++) {
        vectors[j * size + k] -= left * product[k] + right * vectors[row + k];
      }
    }
  }

  /** Turns the kept reflections into the orthogonal matrix they make together, by rows. */
  private void accumulate() {
    double[] basis = new double[size * size];
    double[] diagonal = new double[size];
    for (int i = 0; i < size; i++) {
      basis[i * size + i] = 1;
      diagonal[i] = vectors[i * size + i];
    }
    for (int i = 1; i < size; i++) {
      if (values[i] != 0) {
        applyReflection(basis, i);
      }
    }
    System.arraycopy(basis, 0, vectors, 0, basis.length);
    System.arraycopy(diagonal, 0, values, 0, size);
  }

  /** Multiplies the rows 0 to i - 1 of the basis by the reflection of row i. */
  private void applyReflection(double[] basis, int i) {
    int row = i * size;
    double[] dots = new double[size];
    for (int k = 0; k < i; k++) {
      double factor = vectors[row + k] / values[i];
      for (int j = 0; j < i; j++) {
        dots[j] += factor * basis[k * size + j];
      }
    }
    for (int k = 0; k < i; k++) {
      double factor = vectors[row + k];
      for (int j = 0; j < i; j++) {
        basis[k * size + j] -= factor * dots[j];
      }
    }
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
