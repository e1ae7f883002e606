package org.scissionlite.transfer.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.ScissionLiteException;

class SymmetricEigenTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 16, 60})
  void vectorsAreOrthonormalAndSolveTheMatrix(int size) {
    DMatrixRMaj matrix = random(size);
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    DMatrixRMaj vectors = eigen.vectors();
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        double dot = 0;
        double image = 0;
        for (int i = 0; i < size; i++) {
          dot += vectors.get(i, a) * vectors.get(i, b);
          image += matrix.get(b, i) * vectors.get(i, a);
        }
        assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-10));
        assertThat(image).isCloseTo(eigen.value(a) * vectors.get(b, a), within(1e-9 * size));
      }
      assertThat(eigen.value(a)).isLessThanOrEqualTo(eigen.value(Math.max(0, a - 1)));
    }
  }

  @Test
  void diagonalMatrix_isSorted() {
    SymmetricEigen eigen = SymmetricEigen.of(matrix(3, 1, 0, 0, 0, 5, 0, 0, 0, -2));
    assertThat(eigen.value(0)).isEqualTo(5);
    assertThat(eigen.value(1)).isEqualTo(1);
    assertThat(eigen.value(2)).isEqualTo(-2);
  }

  @Test
  void matrixOfRankOne_hasOneValue() {
    SymmetricEigen eigen = SymmetricEigen.of(matrix(2, 1, 1, 1, 1));
    assertThat(eigen.value(0)).isCloseTo(2, within(1e-12));
    assertThat(eigen.value(1)).isCloseTo(0, within(1e-12));
  }

  /** The fallback for what the QR algorithm gives up on solves every matrix as well. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 40})
  void rotations_findTheSameValuesAndSolveTheMatrix(int size) {
    DMatrixRMaj matrix = random(size);
    JacobiRotations rotations = JacobiRotations.of(matrix);
    double[] found = new double[size];
    for (int k = 0; k < size; k++) {
      found[k] = -rotations.value(k);
      DMatrixRMaj vector = rotations.vector(k);
      DMatrixRMaj image = CommonOps_DDRM.mult(matrix, vector, null);
      for (int i = 0; i < size; i++) {
        assertThat(image.get(i)).isCloseTo(rotations.value(k) * vector.get(i), within(1e-9 * size));
      }
    }
    Arrays.sort(found);
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    for (int k = 0; k < size; k++) {
      assertThat(-found[k]).isCloseTo(eigen.value(k), within(1e-9 * size));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-300, 1e300, 3.7e-41})
  void featuresThatAreAllAlike_areDecomposedAtAnyScale(double scale) {
    DMatrixRMaj matrix = new DMatrixRMaj(70, 70);
    CommonOps_DDRM.fill(matrix, scale);
    matrix.set(3, 3, scale * (1 + 1e-15));
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    assertThat(eigen.value(0)).isCloseTo(70 * scale, within(scale * 1e-10));
    assertThat(eigen.value(1)).isCloseTo(0, within(scale * 1e-10));
    JacobiRotations rotations = JacobiRotations.of(matrix);
    double largest = 0;
    for (int k = 0; k < 70; k++) {
      largest = Math.max(largest, rotations.value(k));
    }
    assertThat(largest).isCloseTo(70 * scale, within(scale * 1e-10));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void matrixOfZeros_hasUnitVectors(int size) {
    SymmetricEigen eigen = SymmetricEigen.of(new DMatrixRMaj(size, size));
    assertThat(eigen.value(0)).isZero();
    for (int i = 0; i < size * size; i++) {
      assertThat(eigen.vectors().get(i)).isEqualTo(i % (size + 1) == 0 ? 1 : 0);
    }
  }

  @Test
  void largestElementOfEachVector_isPositive() {
    DMatrixRMaj vectors = SymmetricEigen.of(random(40)).vectors();
    for (int k = 0; k < 40; k++) {
      double least = 0;
      double most = 0;
      for (int i = 0; i < 40; i++) {
        least = Math.min(least, vectors.get(i, k));
        most = Math.max(most, vectors.get(i, k));
      }
      assertThat(most).isGreaterThanOrEqualTo(-least);
    }
  }

  /** A new EJML may change these bits, and with them every transform layer's: look twice then. */
  @Test
  void bits_areTheSameOnEveryMachine() {
    DMatrixRMaj moment = new DMatrixRMaj(24, 24);
    CommonOps_DDRM.multTransB(random(24), random(24), moment);
    SymmetricEigen eigen = SymmetricEigen.of(moment);
    assertThat(Arrays.hashCode(eigen.vectors().data)).isEqualTo(-1695001407);
    assertThat(Arrays.hashCode(eigen.power(-0.25, 0.01).data)).isEqualTo(261975573);
  }

  @Test
  void power_ofAPower_isTheMatrixScaledToAMeanEigenvalueOfOne() {
    SymmetricEigen eigen = SymmetricEigen.of(matrix(2, 3, 1, 1, 3));
    DMatrixRMaj root = eigen.power(0.5, 0);
    DMatrixRMaj inverse = eigen.power(-0.5, 0);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        double square = root.get(i, 0) * root.get(0, j) + root.get(i, 1) * root.get(1, j);
        double unit = root.get(i, 0) * inverse.get(0, j) + root.get(i, 1) * inverse.get(1, j);
        assertThat(square).isCloseTo(i == j ? 1 : 1 / 3.0, within(1e-12));
        assertThat(unit).isCloseTo(i == j ? 1 : 0, within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void valuesThatAreNoNumbers_areRefused(double value) {
    assertThatThrownBy(() -> SymmetricEigen.of(matrix(2, 1, value, value, 1)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("not finite");
  }

  private static DMatrixRMaj matrix(int size, double... elements) {
    return new DMatrixRMaj(size, size, true, elements);
  }

  private static DMatrixRMaj random(int size) {
    Random random = new Random(size);
    DMatrixRMaj matrix = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        matrix.set(i, j, random.nextGaussian());
        matrix.set(j, i, matrix.get(i, j));
      }
    }
    return matrix;
  }
}
