package org.scissionlite.transfer.transform;

/**
 * A symmetric matrix as a tridiagonal one in another basis, by Householder reflections (Golub and
 * Van Loan, "Matrix Computations", section 8.3).
 */
final class TridiagonalForm {
  final int size;

  /** Orthogonal, size x size. */
  final double[] basis;

  final double[] diagonal;

  /** Element i stands beside the diagonal's elements i - 1 and i; the first is 0. */
  final double[] beside;

  private final double[] reflections;
  private final double[] norms;

  private TridiagonalForm(int size, double[] matrix) {
    this.size = size;
    this.basis = new double[size * size];
    this.diagonal = new double[size];
    this.beside = new double[size];
    this.reflections = matrix.clone();
    this.norms = new double[size];
  }

  /** The form of a matrix, size x size, row by row. */
  static TridiagonalForm of(int size, double... matrix) {
    TridiagonalForm form = new TridiagonalForm(size, matrix);
    form.reduce();
    form.accumulate();
    return form;
  }

  /** Reflects from the last row up; the rows keep the reflections. */
  private void reduce() {
    for (int i = size - 1; i > 0; i--) {
      int row = i * size;
      double scale = 0;
      for (int k = 0; k < i; k++) {
        scale += Math.abs(reflections[row + k]);
      }
      if (i == 1 || scale == 0) {
        beside[i] = reflections[row + i - 1];
        norms[i] = 0;
        continue;
      }
      double norm = 0;
      for (int k = 0; k < i; k++) {
        reflections[row + k] /= scale;
        norm += reflections[row + k] * reflections[row + k];
      }
      double last = reflections[row + i - 1];
      double root = last >= 0 ? -Math.sqrt(norm) : Math.sqrt(norm);
      beside[i] = scale * root;
      norms[i] = norm - last * root;
      reflections[row + i - 1] = last - root;
      reflect(i);
    }
  }

  /** Applies the reflection of a row to the rows above it, which stay symmetric. */
  private void reflect(int i) {
    int row = i * size;
    double norm = norms[i];
    double[] product = new double[i];
    for (int j = 0; j < i; j++) {
      double factor = reflections[row + j];
      double sum = reflections[j * size + j] * factor;
      for (int k = 0; k < j; k++) {
        sum += reflections[j * size + k] * reflections[row + k];
        product[k] += reflections[j * size + k] * factor;
      }
      product[j] += sum;
    }
    double dot = 0;
    for (int j = 0; j < i; j++) {
      product[j] /= norm;
      dot += product[j] * reflections[row + j];
    }
    double half = dot / (norm + norm);
    for (int j = 0; j < i; j++) {
      product[j] -= half * reflections[row + j];
    }
    for (int j = 0; j < i; j++) {
      double left = reflections[row + j];
      double right = product[j];
      for (int k = 0; k <= j; k++) {
        reflections[j * size + k] -= left * product[k] + right * reflections[row + k];
      }
    }
  }

  /** Turns the kept reflections into the orthogonal matrix they make together, by rows. */
  private void accumulate() {
    for (int i = 0; i < size; i++) {
      basis[i * size + i] = 1;
      diagonal[i] = reflections[i * size + i];
    }
    for (int i = 1; i < size; i++) {
      if (norms[i] != 0) {
        applyReflection(i);
      }
    }
  }

  /** Multiplies the rows 0 to i - 1 of the basis by the reflection of row i. */
  private void applyReflection(int i) {
    int row = i * size;
    double[] dots = new double[size];
    for (int k = 0; k < i; k++) {
      double factor = reflections[row + k] / norms[i];
      for (int j = 0; j < i; j++) {
        dots[j] += factor * basis[k * size + j];
      }
    }
    for (int k = 0; k < i; k++) {
      double factor = reflections[row + k];
      for (int j = 0; j < i; j++) {
        basis[k * size + j] -= factor * dots[j];
      }
    }
  }
}
