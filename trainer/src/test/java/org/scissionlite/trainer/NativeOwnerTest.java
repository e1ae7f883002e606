package org.scissionlite.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.trainer.libtorch.NativeOwner;
import org.scissionlite.training.Augmentation;
import org.scissionlite.training.Objective;
import org.scissionlite.training.Schedule;
import org.scissionlite.training.TrainingListener;
import org.scissionlite.training.TrainingMode;
import org.scissionlite.training.TrainingPlan;
import org.scissionlite.training.TrainingRun;

class NativeOwnerTest {
  @Test
  void buildingThatFails_closesItsPartsFromTheLastOn() {
    List<String> closed = new ArrayList<>();
    OutOfMemoryError failure = new OutOfMemoryError("third part");
    assertThatThrownBy(
            () ->
                NativeOwner.building(
                    owner -> {
                      owner.own(() -> closed.add("first"));
                      owner.own(
                          () -> {
                            closed.add("second");
                            throw new IllegalStateException("second part");
                          });
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(closed).containsExactly("second", "first");
    assertThat(failure.getSuppressed()).hasSize(1);
  }

  @Test
  void trainingThatCannotBegin_leavesNoNativeMemoryBehind() {
    ModelGraph teacher = TinyModels.classifier(1);
    failToTrain(teacher);
    System.gc();
    long before = Pointer.totalCount();
    for (int i = 0; i < 20; i++) {
      failToTrain(teacher);
    }
    assertThat(Pointer.totalCount() - before).isLessThan(20);
  }

  /** The teacher loads; the student has an operator that the trainer does not know. */
  private static void failToTrain(ModelGraph teacher) {
    TrainingPlan plan =
        new TrainingPlan(
            new TrainingMode.Everything(),
            new Objective.Distillation(teacher, List.of(), 2, 0),
            TrainingPlan.BatchNorm.FROZEN,
            Schedule.fineTuning(1),
            Augmentation.none(),
            1);
    Trainer trainer =
        new Trainer(new TrainingRun("cpu", 1, Optional.empty()), TrainingListener.SILENT);
    assertThatThrownBy(() -> trainer.train(student(), TinyModels.stripes(4, true), plan))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("NonMaxSuppression");
  }

  private static ModelGraph student() {
    return new ModelGraph(
        "student",
        Map.of("", 17),
        List.of(TinyModels.IMAGE),
        List.of(new TensorSpec("y", ElementType.FLOAT32, Shape.of(1, TinyModels.CLASSES))),
        List.of(
            Node.of("x", "NonMaxSuppression", List.of("image"), Map.of()),
            Node.of("y", "Mul", List.of("x", "w"), Map.of())),
        Map.of("w", Tensor.ofFloats(Shape.of(2), new float[] {1, 2})),
        Map.of());
  }
}
