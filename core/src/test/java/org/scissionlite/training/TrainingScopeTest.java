package org.scissionlite.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scissionlite.error.UsageException;

class TrainingScopeTest {
  @ParameterizedTest
  @EnumSource(TrainingScope.class)
  void everyScope_isFoundByItsName(TrainingScope scope) {
    assertThat(TrainingScope.named(scope.label())).isEqualTo(scope);
  }

  @Test
  void unknownScope_listsTheValidOnes() {
    assertThatThrownBy(() -> TrainingScope.named("egde"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("unknown part to train 'egde'; valid, nearest first: edge");
  }

  @Test
  void goalBelowWhatTheCoderTakes_isRefused() {
    assertThatThrownBy(
            () ->
                new TransferLayerPlan(
                    TrainingScope.EDGE, OptionalLong.of(9), Schedule.fineTuning(1), 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("at least 16 bytes");
  }
}
