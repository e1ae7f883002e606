package org.scissionlite.transfer.transform;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van
 * Loan, "Matrix Computations", section 8.5): slower than the QR algorithm, but they converge for
 * every matrix of finite numbers.
 */
final class JacobiRotations {
  private static final int MOST_SWEEPS = 60;
  private static final double PRECISION = 1e-14;

  private final DMatrixRMaj matrix;
  private final DMatrixRMaj vectors;

  private JacobiRotations(DMatrixRMaj matrix, DMatrixRMaj vectors) {
    this.matrix = matrix;
    this.vectors = vectors;
  }

  /** Decomposes a matrix, of which the upper triangle is read. */
  static JacobiRotations of(DMatrixRMaj given) {
    int size = given.getNumRows();
    DMatrixRMaj matrix = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        matrix.set(i, j, given.get(i, j));
        matrix.set(j, i, given.get(i, j));
      }
    }
    JacobiRotations rotations = new JacobiRotations(matrix, CommonOps_DDRM.identity(size));
    rotations.converge();
    return rotations;
  }

  double value(int number) {
    return matrix.get(number, number);
  }

  /** The vector of length 1 that belongs to a value. */
  DMatrixRMaj vector(int number) {
    return CommonOps_DDRM.extractColumn(vectors, number, null);
  }

  private void converge() {
    double negligible = PRECISION * CommonOps_DDRM.elementMaxAbs(matrix);
    boolean rotated = true;
    for (int sweep = 0; rotated && sweep < MOST_SWEEPS; sweep++) {
      rotated = false;
      for (int p = 0; p < matrix.getNumRows(); p++) {
        for (int q = p + 1; q < matrix.getNumRows(); q++) {
          if (Math.abs(matrix.get(p, q)) > negligible) {
            rotate(p, q);
            rotated = true;
          }
        }
      }
    }
  }

  /** Turns the plane of two axes so that the element between them vanishes. */
  private void rotate(int p, int q) {
    double theta = (matrix.get(q, q) - matrix.get(p, p)) / (2 * matrix.get(p, q));
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double cosine = 1 / Math.sqrt(t * t + 1);
    double sine = t * cosine;
    for (int k = 0; k < matrix.getNumRows(); k++) {
      turn(matrix, k, p, k, q, cosine, sine);
    }
    for (int k = 0; k < matrix.getNumRows(); k++) {
      turn(matrix, p, k, q, k, cosine, sine);
      turn(vectors, k, p, k, q, cosine, sine);
    }
    matrix.set(p, q, 0);
    matrix.set(q, p, 0);
  }

  private static void turn(
      DMatrixRMaj of,
      int row,
      int column,
      int otherRow,
      int otherColumn,
      double cosine,
      double sine) {
    double one = of.get(row, column);
    double other = of.get(otherRow, otherColumn);
    of.set(row, column, cosine * one - sine * other);
    of.set(otherRow, otherColumn, sine * one + cosine * other);
  }
}
