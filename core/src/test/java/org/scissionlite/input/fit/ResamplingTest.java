package org.scissionlite.input.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Values worked by hand from the filter's definition. */
class ResamplingTest {
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
    byte[] column = Resampling.scale(rgb(0, 100), whole(1, 1), whole(2, 4));

    assertThat(levels(column)).containsExactly(0, 25, 75, 100);
  }

  @ParameterizedTest
  @EnumSource(Interpolation.class)
  void part_isThatOfTheWholeScaledPicture(Interpolation interpolation) {
    byte[] levels = new byte[3 * 50 * 37];
    new Random(3).nextBytes(levels);
    for (int[] size : new int[][] {{20, 15}, {130, 90}, {50, 15}, {7, 90}}) {
      int width = size[0];
      byte[] whole =
          Resampling.scale(
              levels,
              new Resampling.Axis(50, width, 0, width, interpolation),
              new Resampling.Axis(37, size[1], 0, size[1], interpolation));

      byte[] part =
          Resampling.scale(
              levels,
              new Resampling.Axis(50, width, 2, 4, interpolation),
              new Resampling.Axis(37, size[1], 5, 9, interpolation));

      for (int y = 0; y < 9; y++) {
        int from = 3 * ((5 + y) * width + 2);
        assertThat(Arrays.copyOfRange(part, 12 * y, 12 * y + 12))
            .isEqualTo(Arrays.copyOfRange(whole, from, from + 12));
      }
    }
  }

  /** The levels of four pixels as Pillow 12.3 answers. */
  @ParameterizedTest
  @CsvSource({
    "11,9,NEAREST,37 1 0 185 9 48 217 151 206 113 99 234",
    "11,9,LANCZOS,25 2 2 198 51 87 205 148 159 95 95 165",
    "11,9,BILINEAR,35 4 3 187 71 96 195 152 155 104 97 154",
    "11,9,BICUBIC,27 2 2 195 54 91 203 152 160 101 96 162",
    "40,31,NEAREST,0 0 0 222 52 160 206 146 129 107 19 42",
    "40,31,LANCZOS,0 0 0 226 63 204 242 153 187 86 15 28",
    "40,31,BILINEAR,0 0 0 222 52 160 220 154 159 84 16 27",
    "40,31,BICUBIC,0 0 0 226 55 183 229 153 168 84 15 27",
    "9,30,NEAREST,37 1 0 185 9 48 206 146 129 73 79 168",
    "9,30,LANCZOS,25 1 0 197 83 120 220 144 187 71 84 154",
    "9,30,BILINEAR,38 2 0 184 82 118 190 149 154 89 85 154",
    "9,30,BICUBIC,30 1 0 192 79 120 208 148 170 79 84 158"
  })
  void scaled_isAsPillowScales(
      int width, int height, Interpolation interpolation, String expected) {
    byte[] scaled =
        Resampling.scale(
            pattern(23, 17),
            new Resampling.Axis(23, width, 0, width, interpolation),
            new Resampling.Axis(17, height, 0, height, interpolation));

    int[][] points = {{0, 0}, {width - 1, height - 1}, {width / 2, height / 3}, {3, 5}};
    StringJoiner found = new StringJoiner(" ");
    for (int[] point : points) {
      for (int channel = 0; channel < 3; channel++) {
        found.add(String.valueOf(scaled[3 * (point[1] * width + point[0]) + channel] & 255));
      }
    }
    assertThat(found.toString()).isEqualTo(expected);
  }

  private static byte[] pattern(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        rgb[at] = (byte) (37 * x + 11 * y);
        rgb[at + 1] = (byte) (x * x + 5 * y);
        rgb[at + 2] = (byte) (7 * x * y);
      }
    }
    return rgb;
  }

  private static int[] row(int... levels) {
    return scaled(levels.length / 2, levels);
  }

  private static int[] scaled(int newWidth, int... levels) {
    return levels(Resampling.scale(rgb(levels), whole(levels.length, newWidth), whole(1, 1)));
  }

  private static Resampling.Axis whole(int size, int newSize) {
    return new Resampling.Axis(size, newSize, 0, newSize, Interpolation.BILINEAR);
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
