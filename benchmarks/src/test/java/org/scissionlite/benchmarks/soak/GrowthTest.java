package org.scissionlite.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rule that tells memory that grows from memory that is flat. */
class GrowthTest {
  private static final double PERCENT = 2;
  private static final int SECONDS = 1800;

  /** A sample every five seconds, with noise of 2 MB that lasts for some samples. */
  private static Growth growth(DoubleUnaryOperator megabytes) {
    Random random = new Random(7);
    double[] noise = {0};
    List<MemorySample> samples =
        IntStream.range(0, SECONDS / 5)
            .mapToObj(
                i -> {
                  noise[0] = 0.8 * noise[0] + 1.2e6 * random.nextGaussian();
                  double bytes = 1e6 * megabytes.applyAsDouble(i * 5) + noise[0];
                  return new MemorySample(i * 5, bytes, 0, bytes);
                })
            .toList();
    return Growth.of(samples, MemorySample::residentBytes);
  }

  @Test
  void memoryThatSettlesInTheFirstThird_isFlat() {
    Growth growth = growth(second -> 150 - 60 * Math.exp(-second / 60));
    assertThat(growth.isFlat(PERCENT)).as(growth.text()).isTrue();
    assertThat(growth.meanBytes()).isBetween(149e6, 151e6);
  }

  @Test
  void leakOfFourHundredBytesAnImage_isFound() {
    // 100 images a second: 40 kB a second, 48 MB in the last twenty minutes.
    Growth growth = growth(second -> 150 + 0.04 * second);
    assertThat(growth.isFlat(PERCENT)).as(growth.text()).isFalse();
    assertThat(growth.bytes()).isBetween(45e6, 51e6);
    assertThat(growth.errorBytes()).isLessThan(4e6);
  }

  @Test
  void memoryThatShrinks_isFlat() {
    assertThat(growth(second -> 200 - 0.02 * second).isFlat(PERCENT)).isTrue();
  }

  @Test
  void sawTooth_isFlat() {
    Growth growth = growth(second -> 150 + second % 100 / 5);
    assertThat(growth.isFlat(PERCENT)).as(growth.text()).isTrue();
  }

  @Test
  void tooFewSamples_areRefused() {
    List<MemorySample> few = List.of(new MemorySample(0, 1, 0, 1), new MemorySample(1, 1, 0, 1));
    assertThatThrownBy(() -> Growth.of(few, MemorySample::residentBytes))
        .hasMessage("expected at least 18 samples, got 2");
  }
}
