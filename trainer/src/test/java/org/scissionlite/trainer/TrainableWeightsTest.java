package org.scissionlite.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.trainer.interpreter.TorchModel;
import org.scissionlite.trainer.libtorch.ComputeDevice;
import org.scissionlite.trainer.libtorch.NativeMemory;
import org.scissionlite.training.Augmentation;
import org.scissionlite.training.Calibration;
import org.scissionlite.training.CutSides;
import org.scissionlite.training.Objective;
import org.scissionlite.training.Schedule;
import org.scissionlite.training.TrainingPlan;
import org.scissionlite.training.TrainingScope;
import org.scissionlite.transfer.InsertedModel;
import org.scissionlite.transfer.Inserter;
import org.scissionlite.transfer.spec.TransferLayers;

class TrainableWeightsTest {
  private static final String MEAN = "map/DeviceTL/centred/0";
  private static final String DOWN = "map/DeviceTL/down/";
  private static final String UP = "map/EdgeTL/up/";

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void meanOfABottleneck_isLearnedOfHoweverManyChannelsAndWhateverPartIsTrained(int channels) {
    InsertedModel inserted = bottleneck(channels);
    TrainingPlan plan = plan(inserted);
    ModelGraph part = CutSides.of(inserted.graph(), inserted.cut()).rest();

    assertThat(TrainableWeights.of(inserted.graph(), plan).learned())
        .containsExactlyInAnyOrder(MEAN, DOWN + 0, DOWN + 1, UP + 0, UP + 1);
    assertThat(TrainableWeights.of(part, plan).learned())
        .isEqualTo(TrainableWeights.of(inserted.graph(), plan).learned());
  }

  @Test
  void kernelsAlone_decay() {
    InsertedModel inserted = bottleneck(3);
    TrainableWeights weights = TrainableWeights.of(inserted.graph(), plan(inserted));

    assertThat(weights.kernels()).containsExactly(DOWN + 0, UP + 0);
    assertThat(changed(inserted.graph(), weights, MEAN)).isFalse();
    assertThat(changed(inserted.graph(), weights, DOWN + 0)).isTrue();
  }

  /** Whether a step with a gradient of zero, which leaves decay alone, changes a weight. */
  private static boolean changed(ModelGraph graph, TrainableWeights weights, String name) {
    Tensor before = graph.initializers().get(name);
    try (TorchModel model = TorchModel.of(graph, ComputeDevice.CPU);
        AdamW optimiser = AdamW.of(model, weights, new Schedule(1, 1, 1, 0.1, 0, 0.5, 5))) {
      NativeMemory.scoped(
          () -> {
            weights
                .learned()
                .forEach(
                    learned -> {
                      org.bytedeco.pytorch.Tensor value = model.initializer(learned);
                      value.mutable_grad().put(torch.zeros_like(value.detach()));
                    });
            return true;
          });
      optimiser.step(0, 1);
      return !Weights.copy(model, List.of(name)).get(name).equals(before);
    }
  }

  private static TrainingPlan plan(InsertedModel inserted) {
    return new TrainingPlan(
        TrainingScope.TRANSFER_LAYER.mode(inserted),
        new Objective.Labels(0),
        TrainingPlan.BatchNorm.FROZEN,
        Schedule.fineTuning(1),
        Augmentation.none(),
        1);
  }

  private static InsertedModel bottleneck(int channels) {
    TensorSpec image = new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, channels, 4, 4));
    ModelGraph graph =
        new ModelGraph(
            "mean",
            Map.of("", 17),
            List.of(image),
            List.of(new TensorSpec("scores", ElementType.FLOAT32, Shape.of(1, channels))),
            List.of(
                Node.of("map", "Relu", List.of("image"), Map.of()),
                Node.of("pool", "GlobalAveragePool", List.of("map"), Map.of()),
                Node.of("scores", "Flatten", List.of("pool"), Map.of())),
            Map.of(),
            Map.of("map", image.type()));
    Cut cut = BlockChain.of(graph).cut("map");
    float[] values = new float[16 * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7) % 5;
    }
    Calibration calibration =
        new Calibration(
            new OrtEngine(),
            List.of(
                Map.of("image", Tensor.ofFloats(image.shape(), values)),
                Map.of("image", Tensor.ofFloats(image.shape(), new float[values.length]))),
            1);
    return Inserter.insert(
        graph,
        cut,
        List.of(TransferLayers.parse("learned:c=2,s=2").fit(calibration.at(graph, cut).get(0))));
  }
}
