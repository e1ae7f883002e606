package org.scissionlite.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.block.Block;
import org.scissionlite.block.BlockChain;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;

/** The laws of stages 1 and 2 on trained models and on graphs of the model zoo. */
class RealModelsTest {
  private static final double CLOSE = 1e-5;

  /**
   * ONNX Runtime computes half-precision models in float32 and rounds where a tensor leaves a
   * session: each cut costs up to 2^-11 of a value.
   */
  private static final double CLOSE_HALF = 2e-3;

  static List<Path> models() throws IOException {
    return SharedModels.all();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("models")
  void model_answersLikeItsFile_wholeAndBlockByBlock(Path file) {
    ModelGraph graph = OnnxReader.read(file).graph();
    Map<String, Tensor> inputs = Tensors.inputs(graph.inputs(), 1);
    Map<String, Tensor> expected;
    try (Session original = new OrtEngine().open(file, 1)) {
      expected = original.run(inputs);
    }
    assertThat(graph.opset()).isEqualTo(17);
    assertThat(graph.nodes().stream().flatMap(Node::writes)).allMatch(graph.types()::containsKey);
    Map<String, Tensor> whole = Tensors.run(graph, inputs);
    assertThat(Tensors.relativeDifference(expected, whole)).isLessThan(CLOSE);
    boolean isHalf = graph.inputs().get(0).elementType() == ElementType.FLOAT16;
    assertThat(Tensors.relativeDifference(whole, runBlocks(graph, inputs)))
        .isLessThan(isHalf ? CLOSE_HALF : CLOSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SqueezeNet_fp16",
        "mobilenet_v1_0.75_224",
        "resnet56_cifar10",
        "onnx-light/light_densenet121",
        "onnx-light/light_shufflenet"
      })
  void writtenModel_isReadBackEqual(String name) {
    ModelGraph graph = OnnxReader.read(SharedModels.folder().resolve(name + ".onnx")).graph();
    assertThat(OnnxReader.read(OnnxWriter.toBytes(graph), graph.name()).graph()).isEqualTo(graph);
  }

  /** Runs the blocks one after another; checks that they hold every node once. */
  static Map<String, Tensor> runBlocks(ModelGraph graph, Map<String, Tensor> inputs) {
    BlockChain chain = BlockChain.of(graph);
    assertThat(chain.blocks().stream().flatMap(block -> block.nodes().stream()).map(Node::name))
        .containsExactlyInAnyOrderElementsOf(graph.nodes().stream().map(Node::name).toList());
    Map<String, Tensor> values = new HashMap<>(inputs);
    for (Block block : chain.blocks()) {
      values.putAll(Tensors.run(block.graph(graph), values));
    }
    values.keySet().retainAll(graph.outputs().stream().map(TensorSpec::name).toList());
    return values;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mobilenet_v1_0.75_224",
        "resnet20_cifar10",
        "resnet56_cifar10",
        "resnet8_cifar10_mlperftiny",
        "squeezenet1.1_from_fp16"
      })
  void trainedModel_givesItsReferenceOutput(String name) throws IOException {
    Path folder = SharedModels.folder();
    ModelGraph graph = OnnxReader.read(folder.resolve(name + ".onnx")).graph();
    Path reference = folder.resolve("ref").resolve(name);
    TensorSpec in = graph.inputs().get(0);
    TensorSpec out = graph.outputs().get(0);
    byte[] input = Files.readAllBytes(reference.resolve("input_f32le_nchw.bin"));
    byte[] output = Files.readAllBytes(reference.resolve("output_f32le.bin"));
    Tensor found =
        Tensors.run(graph, Map.of(in.name(), Tensors.ofBytes(in.shape(), input))).get(out.name());
    assertThat(Tensors.ofBytes(out.shape(), output).maxAbsDifference(found)).isLessThan(1e-4);
  }
}
