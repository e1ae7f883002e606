package org.scissionlite.offload.device.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({"1, 25, 50", "2, 50, 100", "7, 1600, 3200", "8, 2500, 5000", "100000, 2500, 5000"})
  void wait_doublesUpToItsLimit(int failures, long leastMillis, long mostMillis) {
    assertThat(backoff(0).after(failures)).isEqualTo(Duration.ofMillis(mostMillis));
    assertThat(backoff(1).after(failures)).isEqualTo(Duration.ofMillis(leastMillis));
  }

  private static Backoff backoff(double chance) {
    return new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5), () -> chance);
  }
}
