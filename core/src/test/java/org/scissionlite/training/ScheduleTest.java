package org.scissionlite.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;

class ScheduleTest {
  private static final Schedule SCHEDULE = new Schedule(10, 32, 10, 1e-3, 0.1, 0.01, 5);

  @Test
  void learningRate_risesThenFallsLikeACosine() {
    assertThat(SCHEDULE.learningRate(0, 1000)).isCloseTo(1e-5, within(1e-12));
    assertThat(SCHEDULE.learningRate(99, 1000)).isCloseTo(1e-3, within(1e-12));
    assertThat(SCHEDULE.learningRate(549, 1000)).isCloseTo(5.05e-4, within(2e-6));
    assertThat(SCHEDULE.learningRate(999, 1000)).isCloseTo(1e-5, within(1e-9));
  }

  @Test
  void incompleteLastBatch_isLeftOutUnlessItIsTheOnlyOne() {
    assertThat(SCHEDULE.stepsPerEpoch(818)).isEqualTo(25);
    assertThat(SCHEDULE.stepsPerEpoch(5)).isEqualTo(1);
  }

  @Test
  void valuesOutOfRange_areNamed() {
    assertThatThrownBy(() -> new Schedule(10, 0, 10, 1e-3, 0.1, 0.01, 5))
        .isInstanceOf(UsageException.class)
        .hasMessage("training: batch size of 0 is out of range");
    assertThatThrownBy(() -> new Schedule(10, 1, 10, Double.NaN, 0.1, 0.01, 5))
        .hasMessage("training: learning rate of NaN is out of range");
  }
}
