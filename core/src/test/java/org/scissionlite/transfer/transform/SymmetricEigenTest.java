package org.scissionlite.transfer.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.ScissionLiteException;

class SymmetricEigenTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 16, 60})
  void vectorsAreOrthonormalAndSolveTheMatrix(int size) {
    double[] matrix = random(size);
    SymmetricEigen eigen = SymmetricEigen.of(size, matrix);
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        double dot = 0;
        double image = 0;
        for (int i = 0; i < size; i++) {
          dot += eigen.vector(a, i) * eigen.vector(b, i);
          image += matrix[b * size + i] * eigen.vector(a, i);
        }
        assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-10));
        assertThat(image).isCloseTo(eigen.value(a) * eigen.vector(a, b), within(1e-9 * size));
      }
      assertThat(eigen.value(a)).isLessThanOrEqualTo(eigen.value(Math.max(0, a - 1)));
    }
  }

  @Test
  void diagonalMatrix_isSorted() {
    SymmetricEigen eigen = SymmetricEigen.of(3, 1, 0, 0, 0, 5, 0, 0, 0, -2);
    assertThat(eigen.value(0)).isEqualTo(5);
    assertThat(eigen.value(1)).isEqualTo(1);
    assertThat(eigen.value(2)).isEqualTo(-2);
  }

  @Test
  void matrixOfRankOne_hasOneValue() {
    SymmetricEigen eigen = SymmetricEigen.of(2, 1, 1, 1, 1);
    assertThat(eigen.value(0)).isCloseTo(2, within(1e-12));
    assertThat(eigen.value(1)).isCloseTo(0, within(1e-12));
  }

  @Test
  void valuesThatAreNoNumbers_areRefused() {
    assertThatThrownBy(() -> SymmetricEigen.of(2, 1, Double.NaN, 0, 1))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("not finite");
  }

  private static double[] random(int size) {
    Random random = new Random(size);
    double[] matrix = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i * size + j] = random.nextGaussian();
        matrix[j * size + i] = matrix[i * size + j];
      }
    }
    return matrix;
  }
}
