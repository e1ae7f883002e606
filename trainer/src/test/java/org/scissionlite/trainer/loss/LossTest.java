package org.scissionlite.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.scissionlite.evaluation.similarity.Ssim;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.synthetic.SteelSurface;
import org.scissionlite.model.Shape;
import org.scissionlite.trainer.TinyModels;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.HostTensors;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.training.Objective;
import org.scissionlite.transfer.codec.entropy.ClassMap;

class LossTest {
  @Test
  void labelLoss_isTheCrossEntropyOfTheSoftmax() {
    double expected = -Math.log(Math.exp(2) / (Math.exp(2) + Math.exp(1) + 1));
    double found =
        NativeMemory.scoped(
            () -> new LabelLoss("y", 0).of(Map.of("y", row(2, 1, 0)), labelled(0)).item_double());
    assertThat(found).isCloseTo(expected, within(1e-6));
  }

  @Test
  void likeTheTeacher_theDistillationLossIsZero() {
    assertThat(distillation(3, 1, new float[] {1, 1}, new float[] {1, 1}))
        .isCloseTo(0, within(1e-6));
  }

  @Test
  void featuresOfZero_areAsFarAsTheTeachersNorm() {
    assertThat(distillation(1, 0.5, new float[] {0, 0}, new float[] {3, 4}))
        .isCloseTo(0.5, within(1e-6));
  }

  /** The loss where student and teacher give the same logits. */
  private static double distillation(
      double temperature, double featureWeight, float[] student, float[] teacher) {
    Objective.Distillation settings =
        new Objective.Distillation(
            TinyModels.classifier(1),
            List.of(new Objective.Feature("f", "f")),
            temperature,
            featureWeight);
    DistillationLoss loss = new DistillationLoss(heads("y"), heads("t"), settings);
    return NativeMemory.scoped(
        () -> {
          Tensor logits = row(2, 1, 0);
          Map<String, Tensor> answers = Map.of("t", logits, "f", row(teacher));
          Batch batch = new Batch(logits, Optional.empty(), answers);
          return loss.of(Map.of("y", logits, "f", row(student)), batch).item_double();
        });
  }

  @Test
  void structure_isTheSimilarityThatTheMeasureFinds() {
    Pixels first = SteelSurface.SCALE.picture(32, 1);
    Pixels second = SteelSurface.SCALE.picture(32, 2);
    double found =
        NativeMemory.scoped(
            () ->
                new StructureLoss("y", shares(first), ComputeDevice.CPU)
                    .similarity(
                        HostTensors.toTorch(shares(first)), HostTensors.toTorch(shares(second)))
                    .item_double());

    assertThat(found).isCloseTo(Ssim.of(first, second), within(1e-4));
  }

  @Test
  void structureOfTheTargetItself_hasNoLoss() {
    org.scissionlite.model.Tensor picture = shares(SteelSurface.SCALE.picture(32, 1));
    double found =
        NativeMemory.scoped(
            () -> {
              Tensor same = HostTensors.toTorch(picture);
              Batch batch =
                  new Batch(same, Optional.empty(), Map.of(ReconstructionLoss.TARGET, same));
              return new StructureLoss("y", picture, ComputeDevice.CPU)
                  .of(Map.of("y", same), batch)
                  .item_double();
            });

    assertThat(found).isCloseTo(0, within(1e-5));
  }

  /** A picture as levels / 255, [1,3,H,W]. */
  private static org.scissionlite.model.Tensor shares(Pixels picture) {
    int pixels = picture.width() * picture.height();
    float[] values = new float[3 * pixels];
    for (int i = 0; i < values.length; i++) {
      int pixel = i % pixels;
      values[i] =
          picture.level(pixel % picture.width(), pixel / picture.width(), i / pixels) / 255f;
    }
    return org.scissionlite.model.Tensor.ofFloats(
        Shape.of(1, 3, picture.height(), picture.width()), values);
  }

  @Test
  void estimateOfTheBytes_followsTheMeanDistanceFromZero() {
    Objective.BytesGoal goal = new Objective.BytesGoal(ClassMap.single(16 * 98 * 2), 100);
    double found =
        NativeMemory.scoped(
            () -> {
              Tensor wire = row(0.5f, -0.5f).reshape(1, 1, 1, 2).expand(1, 16, 98, 2);
              return new BytesGoalLoss("q", goal, 1, ComputeDevice.CPU)
                  .estimate(wire)
                  .item_double();
            });
    assertThat(found).isCloseTo(743 + 8, within(1.0));
  }

  @Test
  void entropy_isThatOfEachClass() {
    double found =
        NativeMemory.scoped(
            () -> {
              WireEntropy entropy = new WireEntropy(ClassMap.single(196));
              entropy.add(row(0, 0, 0, 1).reshape(1, 1, 1, 4).expand(1, 1, 49, 4));
              return entropy.bytesPerImage();
            });
    assertThat(found).isCloseTo(19.9 + 8, within(0.05));
  }

  private static Batch labelled(long label) {
    return new Batch(
        row(0), Optional.of(HostTensors.indices(new long[] {label}, ComputeDevice.CPU)), Map.of());
  }

  private static Tensor row(float... values) {
    return HostTensors.floats(values, ComputeDevice.CPU, 1, values.length);
  }

  private static List<AnswerHead> heads(String logits) {
    return List.of(new AnswerHead(logits, AnswerHead.Kind.CLASSES));
  }
}
