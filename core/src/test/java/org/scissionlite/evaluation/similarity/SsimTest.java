package org.scissionlite.evaluation.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Pixels;

class SsimTest {
  private static final int SIDE = 16;
  private static final double C1 = 6.5025;
  private static final double C2 = 58.5225;

  @Test
  void equalPictures_areOne() {
    assertThat(Ssim.of(noise(1), noise(1))).isCloseTo(1, within(1e-12));
  }

  @Test
  void evenPictures_differInLightAlone() {
    assertThat(Ssim.of(grey(i -> 100), grey(i -> 150))).isCloseTo(0.92309, within(5e-6));
    assertThat(Ssim.of(grey(i -> 0), grey(i -> 255)))
        .isCloseTo(C1 / (255 * 255 + C1), within(1e-12));
  }

  @Test
  void oneWindow_isTheFormulaWorkedOutByHand() {
    Pixels a = grey(11, i -> i % 11 < 5 ? 60 : 200);
    Pixels b = grey(11, i -> i / 11 * 20);
    assertThat(Ssim.of(a, b)).isCloseTo(directly(a, b), within(1e-9));
  }

  @Test
  void unrelatedNoise_isNearZero() {
    assertThat(Ssim.of(noise(1), noise(2))).isCloseTo(0, within(0.1));
  }

  @Test
  void invertedNoise_isNegative() {
    Random random = new Random(3);
    int[] levels = random.ints(SIDE * SIDE, 0, 256).toArray();
    assertThat(Ssim.of(grey(i -> levels[i]), grey(i -> 255 - levels[i]))).isLessThan(-0.8);
  }

  @Test
  void order_doesNotMatter() {
    assertThat(Ssim.of(noise(1), grey(i -> 90))).isEqualTo(Ssim.of(grey(i -> 90), noise(1)));
  }

  @Test
  void picturesOfOtherSizeOrTooSmall_areRefused() {
    assertThatThrownBy(() -> Ssim.of(grey(i -> 0), grey(11, i -> 0)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("16x16 and 11x11");
    assertThatThrownBy(() -> Ssim.of(grey(10, i -> 0), grey(10, i -> 0)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("at least 11x11");
  }

  @Test
  void psnr_followsTheMeanSquaredDifference() {
    assertThat(Psnr.of(grey(i -> 100), grey(i -> 116))).isCloseTo(24.0485, within(1e-4));
    assertThat(Psnr.of(grey(i -> 0), grey(i -> 255))).isCloseTo(0, within(1e-9));
    assertThat(Psnr.of(noise(1), noise(1))).isEqualTo(Psnr.EQUAL);
  }

  /** The definition for a picture of exactly one window, without separating rows and columns. */
  private static double directly(Pixels a, Pixels b) {
    double total = 0;
    double[] sums = new double[5];
    for (int i = 0; i < 121; i++) {
      double squareDistance = Math.pow(i % 11 - 5, 2) + Math.pow(i / 11 - 5, 2);
      double weight = Math.exp(-squareDistance / (2 * 1.5 * 1.5));
      double x = a.level(i % 11, i / 11, 0);
      double y = b.level(i % 11, i / 11, 0);
      total += weight;
      double[] terms = {x, y, x * x, y * y, x * y};
      for (int k = 0; k < 5; k++) {
        sums[k] += weight * terms[k];
      }
    }
    double meanX = sums[0] / total;
    double meanY = sums[1] / total;
    double varianceX = sums[2] / total - meanX * meanX;
    double varianceY = sums[3] / total - meanY * meanY;
    double covariance = sums[4] / total - meanX * meanY;
    return (2 * meanX * meanY + C1)
        * (2 * covariance + C2)
        / ((meanX * meanX + meanY * meanY + C1) * (varianceX + varianceY + C2));
  }

  private static Pixels noise(long seed) {
    int[] levels = new Random(seed).ints(SIDE * SIDE, 0, 256).toArray();
    return grey(i -> levels[i]);
  }

  private static Pixels grey(IntUnaryOperator level) {
    return grey(SIDE, level);
  }

  private static Pixels grey(int side, IntUnaryOperator level) {
    byte[] levels = new byte[side * side];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) level.applyAsInt(i);
    }
    return Pixels.grey(side, side, levels);
  }
}
