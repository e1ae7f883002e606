package org.scissionlite.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.training.Augmentation;
import org.scissionlite.training.EpochReport;
import org.scissionlite.training.Objective;
import org.scissionlite.training.Schedule;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.TrainingListener;
import org.scissionlite.training.TrainingMode;
import org.scissionlite.training.TrainingPlan;
import org.scissionlite.training.TrainingPlan.BatchNorm;
import org.scissionlite.training.TrainingResult;
import org.scissionlite.training.TrainingRun;
import org.scissionlite.training.examples.ExamplePairs;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.ExamplesInMemory;

class TrainerTest {
  private static final TrainingMode EVERYTHING = new TrainingMode.Everything();
  private static final TrainingMode EDGE =
      new TrainingMode.TransferLayerAndEdge(Set.of("squeeze", "q", "dq"), Set.of("q"));
  private static final Objective LABELS = new Objective.Labels(0.05);

  private final TrainingData data = TinyModels.stripes(150, true);
  private final ModelGraph start = TinyModels.classifier(1);

  @Test
  void everythingWithLabels_learnsTheClasses() {
    TrainingResult result = train(start, data, plan(EVERYTHING, LABELS, 12));
    List<EpochReport> epochs = result.report().epochs();
    EpochReport best = result.report().best();
    assertThat(best.accuracy()).isGreaterThan(0.95);
    assertThat(best.validationLoss()).isLessThan(epochs.get(0).validationLoss());
    assertThat(accuracyInOnnxRuntime(result.graph(), data.validation())).isEqualTo(best.accuracy());
  }

  @Test
  void reconstruction_learnsEachExamplesOwnTarget() {
    ExamplePairs pairs =
        new ExamplePairs(
            IntStream.range(0, 60).mapToObj(data.training()::input).toList(),
            IntStream.range(0, 60)
                .mapToObj(i -> Tensor.ofFloats(Shape.of(1, 3), i % 2, 0.2f, 0.5f))
                .toList());
    TrainingResult result =
        train(
            start,
            new TrainingData(pairs, pairs.part(0, 10)),
            plan(EVERYTHING, new Objective.Reconstruction(), 6));
    List<EpochReport> epochs = result.report().epochs();
    assertThat(epochs.get(epochs.size() - 1).validationLoss())
        .isLessThan(epochs.get(0).validationLoss());
  }

  @Test
  void reconstructionWithoutTargets_isRefused() {
    TrainingPlan plan = plan(EVERYTHING, new Objective.Reconstruction(), 1);
    assertThatThrownBy(() -> train(start, data, plan))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("examples without a target");
  }

  @Test
  void sameSeed_givesTheSameBytes() {
    TrainingPlan plan = plan(EVERYTHING, LABELS, 2);
    assertThat(train(start, data, plan).graph().initializers())
        .isEqualTo(train(start, data, plan).graph().initializers());
  }

  @Test
  void edgeMode_leavesTheDeviceSliceByteIdentical() {
    Map<String, Tensor> trained = train(start, data, plan(EDGE, LABELS, 1)).graph().initializers();
    assertThat(changed(trained))
        .containsExactlyInAnyOrder("squeeze.w", "conv2.w", "conv2.b", "fc.w", "fc.b");
  }

  @Test
  void transferLayerMode_changesItAlone() {
    TrainingMode only = new TrainingMode.TransferLayerOnly(Set.of("squeeze", "q", "dq"));
    Map<String, Tensor> trained = train(start, data, plan(only, LABELS, 1)).graph().initializers();
    assertThat(changed(trained)).containsExactly("squeeze.w");
  }

  @Test
  void frozenBatchNorm_keepsItsStatistics() {
    TrainingPlan plan =
        new TrainingPlan(EVERYTHING, LABELS, BatchNorm.FROZEN, schedule(1), Augmentation.none(), 3);
    assertThat(changed(train(start, data, plan).graph().initializers()))
        .contains("bn1.scale")
        .doesNotContain("bn1.mean", "bn1.var");
  }

  @Test
  void distillation_needsNoLabels() {
    ModelGraph teacher = train(start, data, plan(EVERYTHING, LABELS, 10)).graph();
    Objective likeTeacher =
        new Objective.Distillation(teacher, List.of(new Objective.Feature("relu2", "relu2")), 2, 1);
    TrainingData unlabelled = TinyModels.stripes(150, false);
    TrainingResult result =
        train(TinyModels.classifier(40), unlabelled, plan(EVERYTHING, likeTeacher, 8));
    List<EpochReport> epochs = result.report().epochs();
    assertThat(epochs.get(7).validationLoss()).isLessThan(epochs.get(0).validationLoss() / 2);
    assertThat(epochs.get(7).accuracy()).isGreaterThan(0.9);
  }

  @Test
  void noBetterEpochs_endTheTrainingEarly() {
    Schedule hasty = new Schedule(50, 32, 2, 1e-9, 0, 0, 5);
    TrainingPlan plan =
        new TrainingPlan(EVERYTHING, LABELS, BatchNorm.FROZEN, hasty, Augmentation.inspection(), 1);
    assertThat(train(start, data, plan).report().epochs().size()).isLessThan(50);
  }

  @Test
  void modelThatTrainingSpoils_staysAsItWas() {
    ModelGraph good = train(start, data, plan(EVERYTHING, LABELS, 12)).graph();
    Schedule wild = new Schedule(2, 32, 2, 3, 0, 0, 5);
    TrainingPlan plan =
        new TrainingPlan(EVERYTHING, LABELS, BatchNorm.FROZEN, wild, Augmentation.none(), 1);
    TrainingResult result = train(good, data, plan);
    assertThat(result.report().bestEpoch()).isZero();
    assertThat(result.report().epochs()).extracting(EpochReport::epoch).containsExactly(0, 1, 2);
    assertThat(result.graph().initializers()).isEqualTo(good.initializers());
  }

  @Test
  void augmentation_changesImagesButTrainsOn() {
    TrainingPlan plan =
        new TrainingPlan(
            EVERYTHING, LABELS, BatchNorm.ADAPTED, schedule(2), Augmentation.gentle(), 1);
    assertThat(train(start, data, plan).report().epochs()).hasSize(2);
  }

  @Test
  void labelBeyondTheClasses_isNamed() {
    Examples wrong = new ExamplesInMemory(List.of(data.training().input(0)), List.of(7));
    TrainingData bad = new TrainingData(wrong, data.validation());
    assertThatThrownBy(() -> train(start, bad, plan(EVERYTHING, LABELS, 1)))
        .isInstanceOf(UsageException.class)
        .hasMessage("training image 0: its class is number 7, the model has the classes 0 to 2");
  }

  @Test
  void imageOfAnotherShape_isNamed() {
    Tensor small = Tensor.zeros(TinyModels.IMAGE.type());
    Tensor wrong = Tensor.ofFloats(Shape.of(1, 1), 0);
    TrainingData bad =
        new TrainingData(
            new ExamplesInMemory(List.of(wrong, small), List.of(0, 0)), data.validation());
    assertThatThrownBy(() -> train(start, bad, plan(EVERYTHING, LABELS, 1)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected 'image' float32 [1,3,12,12], got float32 [1,1]");
  }

  @Test
  void labelsAskedForButMissing_areReported() {
    TrainingData unlabelled = TinyModels.stripes(60, false);
    assertThatThrownBy(() -> train(start, unlabelled, plan(EVERYTHING, LABELS, 1)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there are images without one");
  }

  @Test
  void nothingToTrain_isReported() {
    TrainingMode quantiser = new TrainingMode.TransferLayerOnly(Set.of("q", "dq"));
    assertThatThrownBy(() -> train(start, data, plan(quantiser, LABELS, 1)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("nothing to train in mode TransferLayerOnly");
  }

  @Test
  void weightsThatAreNoNumbers_areReported() {
    ModelGraph broken =
        Weights.into(start, Map.of("fc.b", Tensor.ofFloats(Shape.of(3), 0, Float.NaN, 0)));
    assertThatThrownBy(() -> train(broken, data, plan(EVERYTHING, LABELS, 1)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("the loss of step 1 is not a number");
  }

  @Test
  void deviceThatIsNotThere_isReported() {
    TrainingRun onGpu = new TrainingRun("tpu", 1, Optional.empty());
    Trainer trainer = new Trainer(onGpu, TrainingListener.SILENT);
    assertThatThrownBy(() -> trainer.train(start, data, plan(EVERYTHING, LABELS, 1)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("unknown training device 'tpu'");
  }

  private static TrainingResult train(ModelGraph graph, TrainingData data, TrainingPlan plan) {
    TrainingRun run = new TrainingRun("cpu", 1, Optional.empty());
    return new Trainer(run, TrainingListener.SILENT).train(graph, data, plan);
  }

  private static TrainingPlan plan(TrainingMode mode, Objective objective, int epochs) {
    return new TrainingPlan(
        mode, objective, BatchNorm.ADAPTED, schedule(epochs), Augmentation.none(), 3);
  }

  private static Schedule schedule(int epochs) {
    return new Schedule(epochs, 10, epochs, 1e-2, 0.1, 1e-3, 5);
  }

  private List<String> changed(Map<String, Tensor> trained) {
    return start.initializers().keySet().stream()
        .filter(name -> !trained.get(name).equals(start.initializers().get(name)))
        .toList();
  }

  private static double accuracyInOnnxRuntime(ModelGraph graph, Examples examples) {
    int right = 0;
    try (Session session = new OrtEngine().open(graph, 1)) {
      for (int i = 0; i < examples.size(); i++) {
        Tensor scores = session.run(Map.of("image", examples.input(i))).get("probabilities");
        right += best(scores.toFloats()) == examples.label(i).orElseThrow() ? 1 : 0;
      }
    }
    return (double) right / examples.size();
  }

  private static int best(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }
}
