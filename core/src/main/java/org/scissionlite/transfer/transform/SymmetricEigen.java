package org.scissionlite.transfer.transform;

import java.util.Comparator;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.decomposition.eig.SymmetricQRAlgorithmDecomposition_DDRM;
import org.ejml.dense.row.decomposition.hessenberg.TridiagonalDecompositionHouseholder_DDRM;
import org.scissionlite.error.ScissionLiteException;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, in an order and with signs that are the same
 * on every machine: the largest eigenvalue first, the largest element of a vector positive.
 *
 * <p>EJML computes them with one thread (its concurrent classes have names of their own). The work
 * grows with the cube of the size: 512 x 512 takes about half a second. Its QR algorithm gives up
 * on some matrices of low rank, as constant features have them; Jacobi's rotations, which always
 * converge, take over there.
 */
final class SymmetricEigen {
  private final double[] values;
  private final DMatrixRMaj vectors;

  private SymmetricEigen(double[] values, DMatrixRMaj vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /**
   * Decomposes a matrix, of which the upper triangle is read.
   *
   * @throws ScissionLiteException if it holds a value that is no number
   */
  static SymmetricEigen of(DMatrixRMaj matrix) {
    if (MatrixFeatures_DDRM.hasUncountable(matrix)) {
      throw new ScissionLiteException(
          "the calibration inputs give values at the cut that are not finite");
    }
    var solver =
        new SymmetricQRAlgorithmDecomposition_DDRM(
            new TridiagonalDecompositionHouseholder_DDRM(), true);
    if (solver.decompose(matrix.copy())) {
      return sorted(
          solver.getNumberOfEigenvalues(),
          number -> solver.getEigenvalue(number).getReal(),
          solver::getEigenVector);
    }
    JacobiRotations rotations = JacobiRotations.of(matrix);
    return sorted(matrix.getNumRows(), rotations::value, rotations::vector);
  }

  private static SymmetricEigen sorted(
      int size, IntToDoubleFunction value, IntFunction<DMatrixRMaj> vectorOf) {
    Comparator<Integer> largestFirst =
        Comparator.comparingDouble(number -> -value.applyAsDouble(number));
    int[] order =
        IntStream.range(0, size).boxed().sorted(largestFirst).mapToInt(Integer::intValue).toArray();
    double[] values = new double[size];
    DMatrixRMaj vectors = new DMatrixRMaj(size, size);
    for (int k = 0; k < size; k++) {
      values[k] = value.applyAsDouble(order[k]);
      DMatrixRMaj vector = vectorOf.apply(order[k]);
      CommonOps_DDRM.scale(sign(vector), vector);
      CommonOps_DDRM.insert(vector, vectors, 0, k);
    }
    return new SymmetricEigen(values, vectors);
  }

  private static double sign(DMatrixRMaj vector) {
    double largest = 0;
    for (double element : vector.data) {
      largest = Math.abs(element) > Math.abs(largest) ? element : largest;
    }
    return largest < 0 ? -1 : 1;
  }

  /** An eigenvalue; number 0 is the largest. */
  double value(int number) {
    return values[number];
  }

  /** The eigenvectors, of length 1, as columns. */
  DMatrixRMaj vectors() {
    return vectors.copy();
  }

  /**
   * A power of the matrix, which must have no eigenvalue below zero but by rounding and is first
   * scaled to a mean eigenvalue of 1.
   *
   * @param floor is added to all eigenvalues, so that negative powers exist
   */
  DMatrixRMaj power(double exponent, double floor) {
    int size = values.length;
    double mean = 0;
    for (double value : values) {
      mean += value / size;
    }
    double[] powers = new double[size];
    for (int k = 0; k < size; k++) {
      double relative = mean > 0 ? Math.max(0, values[k]) / mean : 1;
      powers[k] = StrictMath.pow(relative + floor, exponent);
    }
    DMatrixRMaj scaled = vectors.copy();
    CommonOps_DDRM.multCols(scaled, powers);
    DMatrixRMaj power = new DMatrixRMaj(size, size);
    CommonOps_DDRM.multTransB(scaled, vectors, power);
    return power;
  }
}
