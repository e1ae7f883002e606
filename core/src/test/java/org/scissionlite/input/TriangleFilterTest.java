package org.scissionlite.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
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
    byte[] column = TriangleFilter.scale(rgb(0, 100), whole(1, 1), whole(2, 4));

    assertThat(levels(column)).containsExactly(0, 25, 75, 100);
  }

  @Test
  void part_isThatOfTheWholeScaledPicture() {
    byte[] levels = new byte[3 * 50 * 37];
    new Random(3).nextBytes(levels);
    Pixels picture = new Pixels(50, 37, levels);
    for (int[] size : new int[][] {{20, 15}, {130, 90}, {50, 15}, {7, 90}}) {
      Pixels whole = picture.resize(size[0], size[1]);

      Pixels part = picture.scaledTo(size[0], size[1]).part(2, 5, 4, 9);

      for (int y = 0; y < 9; y++) {
        for (int x = 0; x < 4; x++) {
          assertThat(part.level(x, y, 1)).isEqualTo(whole.level(2 + x, 5 + y, 1));
        }
      }
    }
  }

  private static int[] row(int... levels) {
    return scaled(levels.length / 2, levels);
  }

  private static int[] scaled(int newWidth, int... levels) {
    return levels(TriangleFilter.scale(rgb(levels), whole(levels.length, newWidth), whole(1, 1)));
  }

  private static TriangleFilter.Axis whole(int size, int newSize) {
    return new TriangleFilter.Axis(size, newSize, 0, newSize);
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
