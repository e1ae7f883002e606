package org.scissionlite.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Values worked by hand from the filter's definition. */
class TriangleFilterTest {
  @Test
  void halving_weighsFourPixels() {
    // pixel 0: centre 1, radius 2; the weights of 0 to 2 are 3/7, 3/7, 1/7
    assertThat(row(8, 16, 80, 200)).containsExactly(22, 122);
    // 8*3/7 + 16*3/7 + 80/7 = 21.7; 16/7 + 80*3/7 + 200*3/7 = 122.3
  }

  @Test
  void doubling_isLinearBetweenPixelCentresAndConstantOutside() {
    assertThat(scaled(4, 0, 100)).containsExactly(0, 25, 75, 100);
  }

  @Test
  void sameLevel_staysAtAnySize() {
    assertThat(scaled(3, 77, 77, 77, 77, 77, 77, 77)).containsExactly(77, 77, 77);
  }

  @Test
  void columns_areScaledLikeRows() {
    byte[] column = rgb(0, 100);

    assertThat(levels(TriangleFilter.columns(column, 1, 2, 4))).containsExactly(0, 25, 75, 100);
  }

  private static int[] row(int... levels) {
    return scaled(levels.length / 2, levels);
  }

  private static int[] scaled(int newWidth, int... levels) {
    return levels(TriangleFilter.rows(rgb(levels), levels.length, 1, newWidth));
  }

  private static byte[] rgb(int... levels) {
    byte[] rgb = new byte[3 * levels.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) levels[i / 3];
    }
    return rgb;
  }

  private static int[] levels(byte[] rgb) {
    int[] levels = new int[rgb.length / 3];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = rgb[3 * i + 1] & 255;
    }
    return levels;
  }
}
