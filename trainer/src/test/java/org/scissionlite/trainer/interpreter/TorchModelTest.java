package org.scissionlite.trainer.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.trainer.SharedFiles;
import org.scissionlite.trainer.libtorch.ComputeDevice;

class TorchModelTest {
  private static final TensorSpec X = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 4));

  @ParameterizedTest
  @ValueSource(strings = {"resnet8_cifar10_mlperftiny", "onnx-light/light_shufflenet"})
  void batch_givesEveryImageItsOwnAnswer(String name) {
    ModelGraph graph = OnnxReader.read(SharedFiles.require("models/" + name + ".onnx")).graph();
    TensorSpec input = graph.inputs().get(0);
    String output = graph.outputs().get(0).name();
    int batch = 3;
    Tensor images = random(batched(input.shape(), batch));
    try (TorchModel model = TorchModel.of(graph, ComputeDevice.CPU)) {
      float[] together = model.run(Map.of(input.name(), images)).get(output).toFloats();
      int classes = together.length / batch;
      for (int i = 0; i < batch; i++) {
        Tensor one = part(images, i, input.type());
        float[] alone = model.run(Map.of(input.name(), one)).get(output).toFloats();
        for (int c = 0; c < classes; c++) {
          assertThat(together[i * classes + c]).isCloseTo(alone[c], within(alone[c]));
        }
      }
    }
  }

  @Test
  void batchWithinAChannelShuffle_givesEveryImageItsOwnAnswer() {
    TensorSpec input = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 4, 2, 2));
    ModelGraph shuffle =
        new ModelGraph(
            "shuffle",
            Map.of("", 17),
            List.of(input),
            List.of(new TensorSpec("y", ElementType.FLOAT32, Shape.of())),
            List.of(
                Node.of("pairs", "Reshape", List.of("x", "toPairs"), Map.of()),
                Node.of(
                    "swap", "Transpose", List.of("pairs"), Map.of("perm", Attribute.ints(1, 0, 2))),
                Node.of("halves", "Reshape", List.of("swap", "toHalves"), Map.of()),
                Node.of("left", "Gather", List.of("halves", "zero"), Map.of()),
                Node.of("right", "Gather", List.of("halves", "one"), Map.of()),
                Node.of("y", "Concat", List.of("left", "right"), Map.of("axis", Attribute.of(1L)))),
            Map.of(
                "toPairs", Tensor.vector(2, 2, 4),
                "toHalves", Tensor.vector(2, 1, 2, 2, 2),
                "zero", Tensor.ofLongs(Shape.of(), 0),
                "one", Tensor.ofLongs(Shape.of(), 1)),
            Map.of());
    ModelGraph graph = OnnxReader.read(OnnxWriter.toBytes(shuffle), "shuffle").graph();
    Tensor images = random(Shape.of(3, 4, 2, 2));
    try (TorchModel model = TorchModel.of(graph, ComputeDevice.CPU)) {
      float[] together = model.run(Map.of("x", images)).get("y").toFloats();
      for (int i = 0; i < 3; i++) {
        float[] alone = model.run(Map.of("x", part(images, i, input.type()))).get("y").toFloats();
        assertThat(Arrays.copyOfRange(together, 16 * i, 16 * i + 16)).isEqualTo(alone);
      }
    }
  }

  @Test
  void unknownOperator_isNamedWithTheSupportedOnes() {
    ModelGraph graph = oneNode("Einsum", List.of("x"));
    assertThatThrownBy(() -> TorchModel.of(graph, ComputeDevice.CPU))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("model 'small', node 'y': the trainer does not support operator")
        .hasMessageContaining("'Einsum'; supported are Abs, Add, And")
        .hasMessageContaining("Conv, ConvTranspose");
  }

  @Test
  void shapesThatDoNotFit_nameTheNode() {
    ModelGraph graph = oneNode("MatMul", List.of("x", "w"));
    try (TorchModel model = TorchModel.of(graph, ComputeDevice.CPU)) {
      assertThatThrownBy(() -> model.run(Map.of("x", random(X.shape()))))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageStartingWith("model 'small', node 'y' (MatMul): ");
    }
  }

  @Test
  void missingInput_isNamed() {
    try (TorchModel model = TorchModel.of(oneNode("Relu", List.of("x")), ComputeDevice.CPU)) {
      assertThatThrownBy(() -> model.run(Map.of()))
          .hasMessage("model 'small': input 'x' float32 [1,4] is missing; given are []");
    }
  }

  @Test
  void close_twiceDoesNothing() {
    TorchModel model = TorchModel.of(oneNode("Relu", List.of("x")), ComputeDevice.CPU);
    model.close();
    model.close();
    assertThatThrownBy(() -> model.initializer("w")).hasMessageContaining("no initializer 'w'");
  }

  @Test
  void unknownDevice_listsTheValidOnes() {
    assertThatThrownBy(() -> ComputeDevice.named("gpu"))
        .isInstanceOf(UsageException.class)
        .hasMessage("unknown training device 'gpu'; valid, nearest first: cpu, cuda");
  }

  private static ModelGraph oneNode(String operator, List<String> inputs) {
    return new ModelGraph(
        "small",
        Map.of("", 17),
        List.of(X),
        List.of(new TensorSpec("y", X.type())),
        List.of(Node.of("y", operator, inputs, Map.of())),
        Map.of("w", random(Shape.of(3, 4))),
        Map.of());
  }

  private static org.assertj.core.data.Offset<Float> within(float value) {
    return org.assertj.core.data.Offset.offset(1e-4f * Math.max(1, Math.abs(value)));
  }

  private static Shape batched(Shape shape, int batch) {
    long[] dims = shape.toLongs();
    dims[0] = batch;
    return Shape.ofLongs(dims);
  }

  private static Tensor part(Tensor images, int index, TensorType type) {
    int size = Math.toIntExact(type.bytes());
    return new Tensor(type, images.data().position(index * size).limit((index + 1) * size).slice());
  }

  private static Tensor random(Shape shape) {
    Random random = new Random(11);
    float[] values = new float[Math.toIntExact(shape.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.ofFloats(shape, values);
  }
}
