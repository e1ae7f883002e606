package org.scissionlite.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.scissionlite.training.Augmentation;
import org.scissionlite.training.Objective;
import org.scissionlite.training.Schedule;
import org.scissionlite.training.TrainingListener;
import org.scissionlite.training.TrainingMode;
import org.scissionlite.training.TrainingPlan;
import org.scissionlite.training.TrainingRun;

class NativeMemoryTest {
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void twoThousandSteps_takeNoMoreMemoryThanTheFirstHundreds() {
    List<Long> used = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void afterStep(long step, long steps, double loss) {
            if (step % 500 == 0) {
              System.gc();
              used.add(Pointer.physicalBytes());
            }
          }
        };
    TrainingPlan plan =
        new TrainingPlan(
            new TrainingMode.Everything(),
            new Objective.Labels(0),
            TrainingPlan.BatchNorm.ADAPTED,
            new Schedule(20, 4, 20, 1e-3, 0, 1e-3, 5),
            Augmentation.inspection(),
            3);
    new Trainer(new TrainingRun("cpu", 1, Optional.empty()), listener)
        .train(TinyModels.classifier(1), TinyModels.stripes(600, true), plan);
    assertThat(used).hasSize(4);
    assertThat(used.get(3) - used.get(0)).isLessThan(24 * MEBIBYTE);
  }
}
