package org.scissionlite.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.onnx.SmallModels;
import org.scissionlite.onnx.Tensors;
import org.scissionlite.onnx.proto.TensorProtos;
import org.scissionlite.onnx.proto.TypeProtos;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.onnx.write.WeightSink;

/** What a reader gets is simpler than what the file holds. */
class OnnxReaderTest {
  private static ModelGraph read(ModelProto proto) {
    return OnnxReader.read(proto.toByteArray(), "net").graph();
  }

  private static ModelProto.Builder proto(ModelGraph graph) {
    return OnnxWriter.toProto(graph, WeightSink.inline()).toBuilder();
  }

  private static SmallModels relus() {
    return new SmallModels(17)
        .input("x", 1, 3)
        .node("a", "Relu", List.of("x"), Map.of())
        .node("b", "Relu", List.of("a"), Map.of());
  }

  @Test
  void initializersListedAsInputs_areNoInputs() {
    ModelGraph graph =
        new SmallModels(17)
            .input("x", 1, 3)
            .input("w", 1, 3)
            .node("y", "Add", List.of("x", "w"), Map.of())
            .graph("y");
    ModelProto.Builder proto = proto(graph).setIrVersion(3);
    proto
        .getGraphBuilder()
        .addInitializer(TensorProtos.of("w", Tensor.ofFloats(Shape.of(1, 3), 1, 2, 3)));
    assertThat(read(proto.build()).inputs()).extracting(TensorSpec::name).containsExactly("x");
  }

  @Test
  void namelessAndDoublyNamedNodes_getNamesOfTheirOwn() {
    ModelProto.Builder proto = proto(relus().node("c", "Relu", List.of("b"), Map.of()).graph("c"));
    proto.getGraphBuilder().getNodeBuilder(0).clearName();
    proto.getGraphBuilder().getNodeBuilder(1).setName("same");
    proto.getGraphBuilder().getNodeBuilder(2).setName("same");
    assertThat(read(proto.build()).nodes())
        .extracting(Node::name)
        .containsExactly("a", "same", "same_2");
  }

  @Test
  void namesInTheFile_areKeptWhereNamelessNodesWantThem() {
    ModelProto.Builder proto = proto(relus().graph("b"));
    proto.getGraphBuilder().getNodeBuilder(0).clearName();
    proto.getGraphBuilder().getNodeBuilder(1).setName("a");
    assertThat(read(proto.build()).nodes()).extracting(Node::name).containsExactly("a_2", "a");
  }

  @Test
  void nodesInAnyOrder_areSorted() {
    ModelProto.Builder proto = proto(relus().graph("b"));
    GraphProto.Builder graph = proto.getGraphBuilder();
    NodeProto first = graph.getNode(0);
    graph.removeNode(0).addNode(first);
    assertThat(read(proto.build()).nodes()).extracting(Node::name).containsExactly("a", "b");
  }

  @Test
  void nodesThatNoOutputNeeds_areLeftOut() {
    ModelGraph graph = relus().node("dead", "Tanh", List.of("a"), Map.of()).graph("b");
    assertThat(read(proto(graph).build()).nodes()).hasSize(2);
  }

  @Test
  void scalarOutput_getsItsShapeFromARun() {
    ModelGraph graph =
        relus()
            .node("mean", "ReduceMean", List.of("b"), Map.of("keepdims", Attribute.of(0L)))
            .graph("mean");
    assertThat(read(proto(graph).build()).typeOf("mean").orElseThrow().shape())
        .isEqualTo(Shape.of());
  }

  @Test
  void eightBitWeights_stayEightBit() {
    ModelGraph graph =
        new SmallModels(17)
            .input("x", 1, 3)
            .constant("scale", Tensor.scalar(0.5f))
            .constant("w", Tensors.random(bytes(3, 2), new Random(1)))
            .node("float", "DequantizeLinear", List.of("w", "scale"), Map.of())
            .node("y", "MatMul", List.of("x", "float"), Map.of())
            .graph("y");
    assertThat(read(proto(graph).build()).nodes())
        .extracting(Node::operator)
        .containsExactly("DequantizeLinear", "MatMul");
  }

  private static TensorType bytes(int... dims) {
    return new TensorType(ElementType.INT8, Shape.of(dims));
  }

  @Test
  void bodiesOfAnIf_keepWhatTheyReadFromOutside() {
    ModelGraph graph =
        relus()
            .node("sum", "ReduceSum", List.of("x"), Map.of("keepdims", Attribute.of(0L)))
            .node("positive", "Cast", List.of("sum"), Map.of("to", Attribute.of(9L)))
            .node("y", "If", List.of("positive"), Map.of())
            .graph("y");
    ModelProto.Builder proto = proto(graph);
    proto
        .getGraphBuilder()
        .getNodeBuilder(4)
        .addAttribute(body("then_branch", "Exp", "b"))
        .addAttribute(body("else_branch", "Neg", "b"));
    ModelGraph read = read(proto.build());
    assertThat(read.nodes().get(4).reads()).containsExactly("positive", "b");
    Tensor input = Tensor.ofFloats(Shape.of(1, 3), 0, 0, 0);
    assertThat(Tensors.run(read, Map.of("x", input)).get("y").toFloats()).containsOnly(-0f);
  }

  private static AttributeProto body(String name, String operator, String captured) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.GRAPH)
        .setG(
            GraphProto.newBuilder()
                .setName(name)
                .addNode(
                    NodeProto.newBuilder().setOpType(operator).addInput(captured).addOutput("z"))
                .addOutput(
                    ValueInfoProto.newBuilder()
                        .setName("z")
                        .setType(
                            TypeProtos.valueInfo(
                                    new TensorSpec("z", ElementType.FLOAT32, Shape.of(1, 3)))
                                .getType())))
        .build();
  }
}
