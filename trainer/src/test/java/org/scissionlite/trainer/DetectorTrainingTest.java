package org.scissionlite.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.task.Detection;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import org.scissionlite.task.detection.Anchors;
import org.scissionlite.task.detection.Box;
import org.scissionlite.task.measure.Judge;
import org.scissionlite.task.truth.Truth;
import org.scissionlite.trainer.interpreter.TorchModel;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.training.Augmentation;
import org.scissionlite.training.EpochReport;
import org.scissionlite.training.Objective;
import org.scissionlite.training.Schedule;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.TrainingListener;
import org.scissionlite.training.TrainingMode;
import org.scissionlite.training.TrainingPlan;
import org.scissionlite.training.TrainingResult;
import org.scissionlite.training.TrainingRun;
import org.scissionlite.training.examples.BoxExamples;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.zoo.Zoo;

/** A feature-pyramid detector learns bright squares, and its file answers as it does. */
class DetectorTrainingTest {
  private static final int SIDE = 64;

  /** Pictures with one bright square of 32 to 40 pixels each; its class is its brightness. */
  private record Squares(int size, long seed) implements Examples {
    private Box box(int index) {
      Random random = new Random(seed + index);
      int side = 32 + random.nextInt(9);
      int left = random.nextInt(SIDE - side);
      int top = random.nextInt(SIDE - side);
      return new Box(index % 2, 1, left, top, left + side, top + side);
    }

    @Override
    public Tensor input(int index) {
      Box box = box(index);
      float[] values = new float[3 * SIDE * SIDE];
      for (int i = 0; i < values.length; i++) {
        int x = i % SIDE;
        int y = i / SIDE % SIDE;
        boolean in = x >= box.left() && x < box.right() && y >= box.top() && y < box.bottom();
        values[i] = in ? 2 - 3 * box.label() : 0;
      }
      return Tensor.ofFloats(Shape.of(1, 3, SIDE, SIDE), values);
    }

    @Override
    public OptionalInt label(int index) {
      return OptionalInt.empty();
    }

    @Override
    public Optional<Marked> marked(int index) {
      Box shares = box(index).placed(0, 0, 1.0 / SIDE, 1.0 / SIDE);
      return Optional.of(
          new Marked(new Truth.Boxes(List.of(new Truth.Marked(shares, false))), Judge.View.WHOLE));
    }

    @Override
    public String sha256() {
      return "squares " + this;
    }
  }

  @Test
  void squares_areLearned_andTheFileAnswersAsTheNetwork() {
    ModelGraph graph =
        Zoo.build(
            "retinanet",
            Zoo.defaults("retinanet").withWidth(0.1).withInputSize(SIDE).withClasses(2));
    TrainingResult result = train(graph);

    List<EpochReport> epochs = result.report().epochs();
    EpochReport last = epochs.get(epochs.size() - 1);
    assertThat(last.trainingLoss()).isLessThan(epochs.get(0).trainingLoss() / 3);
    assertThat(epochs).anySatisfy(epoch -> assertThat(epoch.accuracy()).isGreaterThan(0.1));
    assertThat(Anchors.of(result.graph())).isEqualTo(Anchors.of(graph));

    Map<String, Tensor> inputs = Map.of("input", new Squares(1, 77).input(0));
    ModelGraph file = OnnxReader.read(OnnxWriter.toBytes(result.graph()), "file").graph();
    try (TorchModel model = TorchModel.of(result.graph(), ComputeDevice.CPU);
        Session session = new OrtEngine().open(file, 1)) {
      Tensor theirs = session.run(inputs).get("detections");
      assertThat(model.run(inputs).get("detections").maxAbsDifference(theirs))
          .isLessThan(1e-4 * theirs.maxAbs());
    }
  }

  private static TrainingResult train(ModelGraph graph) {
    Task task = Task.of(new ModelEnds(graph.inputs(), graph.outputs(), List.of()));
    TrainingPlan plan =
        new TrainingPlan(
            new TrainingMode.Everything(),
            new Objective.Boxes((Detection) task),
            TrainingPlan.BatchNorm.ADAPTED,
            new Schedule(5, 4, 5, 0.004, 0.1, 0.0, 5.0),
            new Augmentation(true, 0.05, 0.05, 0, 0.1, 0.1),
            1);
    TrainingData data =
        new TrainingData(
            new BoxExamples(new Squares(40, 1), 2), new BoxExamples(new Squares(8, 1000), 2));
    return new Trainer(new TrainingRun("cpu", 1, Optional.empty(), false), TrainingListener.SILENT)
        .train(graph, data, plan);
  }
}
