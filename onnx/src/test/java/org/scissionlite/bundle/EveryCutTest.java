package org.scissionlite.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Numbers;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.onnx.SmallModels;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.transfer.LayerAtCut;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * Every cut that a plan can name can be prepared, with every transfer layer that says it fits, and
 * the slices answer like the model: on small models of the kinds that people have.
 */
class EveryCutTest {
  private static final Preprocessing RAW = Preprocessing.named("raw");
  private static final List<String> LAYERS =
      List.of(
          "none", "lossless", "pool2", "q8", "pool2+q4", "transform:step=1.0", "learned:c=2,s=2");

  static Stream<ModelGraph> models() {
    return Stream.of(
        openBatchView(),
        quantised(),
        mapAndScore(),
        twoHeads(),
        priors(),
        half(ElementType.FLOAT16),
        bfloat16Between(),
        sizeBeside(),
        classMap());
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyCut_isPreparedWithEveryLayerThatFits(ModelGraph graph) {
    Model model = OnnxReader.read(OnnxWriter.toBytes(graph), graph.name());
    Preprocessor preprocessor = new Preprocessor(new OrtEngine(), model, RAW).calibratedOnNoise(4);
    List<String> prepared = new ArrayList<>();
    for (Cut cut : BlockChain.of(model.graph(), 3).cuts()) {
      for (String spec : LAYERS) {
        TransferLayer layer = TransferLayers.parse(spec, RAW);
        if (new LayerAtCut(layer, cut).misfit().isEmpty()) {
          PreparedScenario scenario = preprocessor.prepare(cut, spec);
          prepared.add(scenario.name());
          assertThat(names(scenario.slices().edge().outputs()))
              .containsExactlyInAnyOrderElementsOf(
                  names(model.graph().outputs()).stream()
                      .filter(output -> !names(cut.kept()).contains(output))
                      .toList());
          assertThat(scenario.inserted().wire())
              .noneMatch(wire -> model.graph().initializers().containsKey(wire.name()));
        }
      }
    }
    assertThat(prepared).hasSizeGreaterThan(10).doesNotHaveDuplicates();
  }

  private static List<String> names(List<TensorSpec> tensors) {
    return tensors.stream().map(TensorSpec::name).toList();
  }

  /** {@code x.view(x.size(0), -1)} as exported with an open batch. */
  static ModelGraph openBatchView() {
    return stem("open-batch-view")
        .constant("first", scalar(0))
        .constant("axis", Tensor.vector(0))
        .constant("rest", Tensor.vector(-1))
        .weight("fc", 256, 4)
        .node("shape", "Shape", List.of("relu"), Map.of())
        .node("batch", "Gather", List.of("shape", "first"), Map.of())
        .node("row", "Unsqueeze", List.of("batch", "axis"), Map.of())
        .node("target", "Concat", List.of("row", "rest"), Map.of("axis", Attribute.of(0L)))
        .node("flat", "Reshape", List.of("relu", "target"), Map.of())
        .node("scores", "MatMul", List.of("flat", "fc"), Map.of())
        .graph("scores");
  }

  /** Int8: weights through DequantizeLinear, feature maps through both. */
  static ModelGraph quantised() {
    return stem("quantised")
        .constant("step", Tensor.scalar(0.05f))
        .constant("zero", bytes(ElementType.UINT8, Shape.of(), 0))
        .constant("weight", bytes(ElementType.INT8, Shape.of(2, 4, 1, 1), 9))
        .constant("weightZero", bytes(ElementType.INT8, Shape.of(), 0))
        .node("q", "QuantizeLinear", List.of("relu", "step", "zero"), Map.of())
        .node("dq", "DequantizeLinear", List.of("q", "step", "zero"), Map.of())
        .node("dqWeight", "DequantizeLinear", List.of("weight", "step", "weightZero"), Map.of())
        .node("head", "Conv", List.of("dq", "dqWeight"), Map.of())
        .node("scores", "GlobalAveragePool", List.of("head"), Map.of())
        .graph("scores");
  }

  /** An anomaly map, and a score that is computed from it. */
  static ModelGraph mapAndScore() {
    return stem("map-and-score")
        .weight("to-map", 1, 4, 1, 1)
        .node("map", "Conv", List.of("relu", "to-map"), Map.of())
        .node("score", "GlobalMaxPool", List.of("map"), Map.of())
        .graph("map", "score");
  }

  /** Two heads, one of which ends early: from its end on the device answers it. */
  static ModelGraph twoHeads() {
    return stem("two-heads")
        .weight("w2", 4, 4, 3, 3)
        .node("early", "GlobalAveragePool", List.of("relu"), Map.of())
        .node("deep", "Conv", List.of("relu", "w2"), Map.of())
        .node("act", "Relu", List.of("deep"), Map.of())
        .node("late", "GlobalMaxPool", List.of("act"), Map.of())
        .graph("early", "late");
  }

  /** Constants of the network's beginning that its end reads, too. */
  static ModelGraph priors() {
    return stem("priors")
        .constant("levels", bytes(ElementType.INT8, Shape.of(4, 1, 1), 3))
        .constant("step", Tensor.scalar(0.5f))
        .constant("zero", bytes(ElementType.INT8, Shape.of(), 0))
        .node("prior", "DequantizeLinear", List.of("levels", "step", "zero"), Map.of())
        .node("near", "Mul", List.of("relu", "prior"), Map.of())
        .node("act", "Tanh", List.of("near"), Map.of())
        .node("far", "Add", List.of("act", "prior"), Map.of())
        .graph("far");
  }

  /** Half precision from the input to the answer. */
  static ModelGraph half(ElementType type) {
    ModelGraph wide =
        stem("half").node("scores", "GlobalAveragePool", List.of("relu"), Map.of()).graph("scores");
    Map<String, Tensor> weights = new HashMap<>();
    wide.initializers().forEach((name, tensor) -> weights.put(name, narrow(tensor, type)));
    return new ModelGraph(
        "half",
        wide.opsets(),
        List.of(new TensorSpec("x", type, wide.inputs().get(0).shape())),
        List.of(new TensorSpec("scores", type, Shape.of())),
        wide.nodes(),
        weights,
        Map.of());
  }

  /** Bfloat16 from the input to the answer, with weights in it, computed in float32 in between. */
  static ModelGraph bfloat16Between() {
    ModelGraph graph =
        new SmallModels(17, "bfloat16-between")
            .input("x", 1, 3, 8, 8)
            .weight("w", 4, 3, 3, 3)
            .node("wide", "Cast", List.of("x"), to(ElementType.FLOAT32))
            .node("kernel", "Cast", List.of("w"), to(ElementType.FLOAT32))
            .node("conv", "Conv", List.of("wide", "kernel"), Map.of())
            .node("relu", "Relu", List.of("conv"), Map.of())
            .node("stored", "Cast", List.of("relu"), to(ElementType.BFLOAT16))
            .node("again", "Cast", List.of("stored"), to(ElementType.FLOAT32))
            .node("pool", "GlobalAveragePool", List.of("again"), Map.of())
            .node("scores", "Cast", List.of("pool"), to(ElementType.BFLOAT16))
            .graph("scores");
    Map<String, Tensor> weights = new HashMap<>();
    graph.initializers().forEach((name, w) -> weights.put(name, narrow(w, ElementType.BFLOAT16)));
    return new ModelGraph(
        graph.name(),
        graph.opsets(),
        List.of(new TensorSpec("x", ElementType.BFLOAT16, Shape.of(1, 3, 8, 8))),
        List.of(new TensorSpec("scores", ElementType.BFLOAT16, Shape.of())),
        graph.nodes(),
        weights,
        Map.of());
  }

  private static Map<String, Attribute> to(ElementType type) {
    return Map.of("to", Attribute.of(type.onnxCode()));
  }

  /** Beside the picture comes its size, which both ends of the network read. */
  static ModelGraph sizeBeside() {
    return stem("size-beside")
        .input("size", 1, 2)
        .constant("axes", Tensor.vector(2, 3))
        .weight("mix", 2, 4)
        .weight("w2", 4, 4, 1, 1)
        .node("wish", "MatMul", List.of("size", "mix"), Map.of())
        .node("gain", "Unsqueeze", List.of("wish", "axes"), Map.of())
        .node("scaled", "Mul", List.of("relu", "gain"), Map.of())
        .node("deep", "Conv", List.of("scaled", "w2"), Map.of())
        .node("pool", "GlobalAveragePool", List.of("deep"), Map.of())
        .node("scores", "Add", List.of("pool", "gain"), Map.of())
        .graph("scores", "wish");
  }

  @Test
  void smallInputs_hideNoCutAndAreSentWhereTheEdgeNeedsThem() {
    ModelGraph graph = OnnxReader.read(OnnxWriter.toBytes(sizeBeside()), "size-beside").graph();
    BlockChain chain = BlockChain.of(graph);
    assertThat(chain.cuts())
        .extracting(Cut::name)
        .containsExactly("input", "conv", "relu", "scaled", "deep", "pool");
    assertThat(chain.cut("relu").tensors())
        .extracting(TensorSpec::name)
        .containsExactly("relu", "size");
    Model model = new Model("size-beside", "0", graph, List.of());
    PreparedScenario scenario =
        new Preprocessor(new OrtEngine(), model, RAW).calibratedOnNoise(4).prepare("relu", "q8");
    assertThat(scenario.inserted().wire())
        .extracting(TensorSpec::elementType)
        .containsExactly(ElementType.UINT8, ElementType.FLOAT32);
  }

  /** A segmenter that answers with the class of each pixel. */
  static ModelGraph classMap() {
    ModelGraph graph =
        stem("class-map")
            .node("classes", "ArgMax", List.of("relu"), Map.of("axis", Attribute.of(1L)))
            .graph("classes");
    return graph.with(
        graph.inputs(),
        List.of(new TensorSpec("classes", ElementType.INT64, Shape.of())),
        graph.nodes());
  }

  private static SmallModels stem(String name) {
    return new SmallModels(17, name)
        .input("x", 1, 3, 8, 8)
        .weight("w", 4, 3, 3, 3)
        .node("conv", "Conv", List.of("x", "w"), Map.of("pads", Attribute.ints(1, 1, 1, 1)))
        .node("relu", "Relu", List.of("conv"), Map.of());
  }

  private static Tensor scalar(long value) {
    return Tensor.ofLongs(Shape.of(), value);
  }

  private static Tensor bytes(ElementType type, Shape shape, int largest) {
    Tensor tensor = Tensor.zeros(new TensorType(type, shape));
    for (int i = 0; i < tensor.data().limit(); i++) {
      tensor.data().put(i, (byte) (i % 2 == 0 ? largest : largest / 2));
    }
    return tensor;
  }

  private static Tensor narrow(Tensor wide, ElementType type) {
    Tensor tensor = Tensor.zeros(new TensorType(type, wide.shape()));
    float[] values = wide.toFloats();
    for (int i = 0; i < values.length; i++) {
      Numbers.put(tensor.data(), i, type, values[i]);
    }
    return tensor;
  }
}
