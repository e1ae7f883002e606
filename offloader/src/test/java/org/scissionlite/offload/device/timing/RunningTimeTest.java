package org.scissionlite.offload.device.timing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunningTimeTest {
  private final RunningTime time = new RunningTime();

  private void took(long... runs) {
    for (long run : runs) {
      time.took(run);
    }
  }

  @Test
  void beforeTheFirstRun_nothingIsKnown() {
    assertThat(time.mostNanos()).isZero();
  }

  @Test
  void firstRun_isExpectedToTakeAtMostHalfAsMuchAgain() {
    took(600);
    assertThat(time.meanNanos()).isEqualTo(600);
    assertThat(time.mostNanos()).isEqualTo(900);
  }

  @Test
  void steadyRuns_areExpectedToStaySo() {
    for (int i = 0; i < 100; i++) {
      took(600);
    }
    assertThat(time.mostNanos()).isEqualTo(600);
  }

  @Test
  void slowerRuns_areLearnedWithinADozen() {
    took(600);
    for (int i = 0; i < 12; i++) {
      took(1200);
    }
    assertThat(time.mostNanos()).isGreaterThan(1200);
    assertThat(time.meanNanos()).isBetween(1000L, 1200L);
  }
}
