package org.scissionlite.transfer.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilingTest {
  @ParameterizedTest
  @CsvSource({
    "7,16,7",
    "13,16,13",
    "14,16,14",
    "27,16,9",
    "28,16,14",
    "32,16,16",
    "55,16,11",
    "112,16,16",
    "29,16,29",
    "8,1,1",
    "1,16,1"
  })
  void period_isOneTileWhereItDivides_elseTheWholeSide(int length, int most, int period) {
    Tiling tiling = Tiling.of(length, most);
    assertThat(tiling.length()).isEqualTo(length);
    assertThat(tiling.period()).isEqualTo(period);
    assertThat(tiling.sizes()).allMatch(size -> size <= most);
  }

  @ParameterizedTest
  @CsvSource({"7,16", "29,16", "28,8", "37,13"})
  void matrix_isOrthonormal(int length, int most) {
    Tiling tiling = Tiling.of(length, most);
    float[] matrix = tiling.matrix();
    int n = tiling.period();
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        double dot = 0;
        for (int i = 0; i < n; i++) {
          dot += (double) matrix[a * n + i] * matrix[b * n + i];
        }
        assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-5));
      }
    }
  }
}
