package org.scissionlite.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Float16Test {
  private static final int INFINITY = 0x7C00;

  @Test
  void everyHalf_isReadAsIeee754SaysAndWrittenBack() {
    for (int bits = 0; bits < INFINITY; bits++) {
      int exponent = bits / 1024;
      double fraction = bits % 1024 / 1024.0;
      double value =
          exponent == 0 ? fraction * Math.pow(2, -14) : (1 + fraction) * Math.pow(2, exponent - 15);
      assertThat((double) Float16.value((short) bits)).isEqualTo(value);
      assertThat((double) Float16.value((short) (bits | 0x8000))).isEqualTo(-value);
      assertThat(Float16.of((float) value)).isEqualTo((short) bits);
    }
  }

  @Test
  void infinitiesAndNoNumbers_areRead() {
    assertThat(Float16.value((short) INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Float16.value((short) 0xFC00)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Float16.value((short) 0x7E00)).isNaN();
  }
}
