package org.scissionlite.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.training.EpochReport;

class TrainingProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<String> told = new ArrayList<>();
  private long now = 5 * SECOND;
  private final TrainingProgress progress = new TrainingProgress("accuracy", told::add, () -> now);

  private void step(int step, int seconds) {
    now += seconds * SECOND;
    progress.afterStep(step, 100, 0.5);
  }

  @Test
  void timeLeft_isToldFromTheFirstStepOn() {
    step(1, 2);
    step(2, 2);
    step(3, 9);
    assertThat(told)
        .containsExactly(
            "step 1 of 100: loss 0.500; 198 s left", "step 3 of 100: loss 0.500; 420 s left");
  }

  @Test
  void validationBeforeTheTraining_isNoPartOfAStep() {
    now += 60 * SECOND;
    progress.afterEpoch(new EpochReport(0, 2, 0, 1, 1, 0.5, 0, 0));
    step(1, 2);
    assertThat(told.get(1)).endsWith("198 s left");
  }

  @Test
  void trainingThatGoesOn_countsItsOwnSteps() {
    progress.resumed(new EpochReport(1, 2, 0.1, 1, 1, 0.5, 0, 30));
    step(51, 2);
    assertThat(told.get(1)).isEqualTo("step 51 of 100: loss 0.500; 98 s left");
  }
}
