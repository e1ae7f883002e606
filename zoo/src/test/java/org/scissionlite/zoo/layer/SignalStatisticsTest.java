package org.scissionlite.zoo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalStatisticsTest {
  private static final int SAMPLES = 400_000;

  @ParameterizedTest
  @CsvSource({"0, 1", "1.5, 2", "-1, 0.5"})
  void rectified_hasTheMomentsOfSamples(double mean, double variance) {
    Random random = new Random(3);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < SAMPLES; i++) {
      double sample = Math.max(0, mean + Math.sqrt(variance) * random.nextGaussian());
      sum += sample;
      squares += sample * sample;
    }

    SignalStatistics rectified = new SignalStatistics(mean, variance).rectified();

    assertThat(rectified.mean()).isCloseTo(sum / SAMPLES, within(0.01));
    assertThat(rectified.power()).isCloseTo(squares / SAMPLES, within(0.02));
  }
}
