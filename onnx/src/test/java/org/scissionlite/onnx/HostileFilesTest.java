package org.scissionlite.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.onnx.write.WeightSink;

/**
 * Files that are broken, or made to break the reader: each gets one line that says what is wrong.
 */
class HostileFilesTest {
  private static AbstractThrowableAssert<?, ?> reading(byte[] bytes) {
    return assertThatThrownBy(() -> OnnxReader.read(bytes, "bad"))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageNotContaining("\n");
  }

  /** A network of one Relu, and what somebody did to it. */
  private static AbstractThrowableAssert<?, ?> readingChanged(Consumer<GraphProto.Builder> change) {
    ModelGraph graph =
        new SmallModels(17).input("x", 1, 3).node("y", "Relu", List.of("x"), Map.of()).graph("y");
    ModelProto.Builder proto = OnnxWriter.toProto(graph, WeightSink.inline()).toBuilder();
    change.accept(proto.getGraphBuilder());
    return reading(proto.build().toByteArray());
  }

  @Test
  void emptyFile_isRefused() {
    reading(new byte[0]).hasMessage("model 'bad' holds no graph");
  }

  @Test
  void randomBytes_areRefused() {
    byte[] bytes = new byte[1000];
    new Random(5).nextBytes(bytes);
    reading(bytes).hasMessageContaining("no ONNX file");
  }

  @Test
  void everyTruncation_isRefused() {
    byte[] whole = OnnxWriter.toBytes(SmallModels.oldNet());
    for (int length = 0; length < whole.length - 1; length += 7) {
      reading(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void unknownOperator_isNamed() {
    readingChanged(graph -> graph.getNodeBuilder(0).setOpType("Frobnicate"))
        .hasMessageContaining("Frobnicate");
  }

  @Test
  void operatorOfUnknownDomain_isNamed() {
    readingChanged(graph -> graph.getNodeBuilder(0).setDomain("com.example"))
        .hasMessageContaining("com.example");
  }

  @Test
  void namesWithControlCharacters_areShownHarmless() {
    readingChanged(graph -> graph.getNodeBuilder(0).setOpType("Evil\n\u001b[2J"))
        .hasMessageContaining("Evil")
        .hasMessageNotContaining("\u001b");
  }

  @Test
  void hugeShapeOverFewBytes_isRefused() {
    readingChanged(
            graph ->
                graph.addInitializer(
                    TensorProto.newBuilder()
                        .setName("w")
                        .setDataType(1)
                        .addDims(1 << 30)
                        .setRawData(ByteString.copyFromUtf8("tiny"))))
        .hasMessageContaining("'w'")
        .hasMessageContaining("holds 4");
  }

  @Test
  void overflowingShape_isRefused() {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName("w").setDataType(11);
    for (int i = 0; i < 3; i++) {
      tensor.addDims(2_000_000_000);
    }
    readingChanged(graph -> graph.addInitializer(tensor));
    readingChanged(graph -> graph.addInitializer(tensor.clone().setDims(2, 1)));
  }

  @Test
  void negativeDimension_isRefused() {
    readingChanged(
            graph ->
                graph.addInitializer(
                    TensorProto.newBuilder().setName("w").setDataType(1).addDims(-4)))
        .hasMessageContaining("-4");
  }

  @Test
  void unknownElementType_isRefused() {
    readingChanged(
            graph -> graph.addInitializer(TensorProto.newBuilder().setName("w").setDataType(99)))
        .hasMessageContaining("99");
  }

  @Test
  void cycle_isNamed() {
    readingChanged(graph -> graph.getNodeBuilder(0).setInput(0, "y"))
        .hasMessageContaining("'y' (Relu)")
        .hasMessageContaining("cycle");
  }

  @Test
  void missingInput_isNamed() {
    readingChanged(graph -> graph.getNodeBuilder(0).setInput(0, "nowhere"))
        .hasMessageContaining("nowhere");
  }

  @Test
  void tensorWrittenTwice_isNamed() {
    readingChanged(graph -> graph.addNode(graph.getNode(0).toBuilder().setName("again")))
        .hasMessageContaining("'y'");
  }

  @Test
  void deepNesting_isRefused() {
    AttributeProto attribute =
        AttributeProto.newBuilder()
            .setName("value")
            .setType(AttributeProto.AttributeType.INT)
            .build();
    for (int depth = 0; depth < 200; depth++) {
      NodeProto node =
          NodeProto.newBuilder().setOpType("If").addOutput("z").addAttribute(attribute).build();
      attribute =
          AttributeProto.newBuilder()
              .setName("then_branch")
              .setType(AttributeProto.AttributeType.GRAPH)
              .setG(GraphProto.newBuilder().addNode(node))
              .build();
    }
    AttributeProto deepest = attribute;
    readingChanged(graph -> graph.getNodeBuilder(0).addAttribute(deepest))
        .hasMessageContaining("no ONNX file");
  }

  @Test
  void oldVersions_areNamed() {
    ModelProto proto = OnnxWriter.toProto(SmallModels.oldNet(), WeightSink.inline());
    reading(proto.toBuilder().setIrVersion(2).build().toByteArray())
        .hasMessageContaining("IR version 2");
    OperatorSetIdProto six = OperatorSetIdProto.newBuilder().setVersion(6).build();
    reading(proto.toBuilder().setOpsetImport(0, six).build().toByteArray())
        .hasMessageContaining("opset 6");
  }

  @Test
  void constantsBeyondMemory_areRefusedBeforeTheyAreMade() {
    ModelGraph graph =
        new SmallModels(17)
            .input("x", 1)
            .constant("shape", Tensor.vector(30_000, 10_000))
            .node("a", "ConstantOfShape", List.of("shape"), Map.of())
            .node("b", "Sqrt", List.of("a"), Map.of())
            .node("c", "ReduceSum", List.of("b"), Map.of("keepdims", Attribute.of(0L)))
            .node("y", "Add", List.of("x", "c"), Map.of())
            .graph("y");
    reading(OnnxWriter.toBytes(graph)).hasMessageContaining("bytes; the most is");
  }

  @Test
  void tensorBeyondTwoGigabytes_isRefused() {
    ModelGraph graph =
        new SmallModels(17)
            .input("x", 1, 1)
            .constant("shape", Tensor.vector(1_000_000, 1_000_000))
            .node("y", "Expand", List.of("x", "shape"), Map.of())
            .graph("y");
    reading(OnnxWriter.toBytes(graph)).hasMessageContaining("the most is 2 GiB");
  }

  @Test
  void openImageSize_isRefusedWithAdvice() {
    readingChanged(
            graph ->
                graph
                    .getInputBuilder(0)
                    .getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder()
                    .getDimBuilder(1)
                    .setDimParam("width"))
        .hasMessageContaining("'width'")
        .hasMessageContaining("--shape x=1,width");
  }

  @Test
  void outputWhoseShapeDependsOnValues_isNamed() {
    ModelGraph graph =
        new SmallModels(17)
            .input("x", 1, 3)
            .node("y", "NonZero", List.of("x"), Map.of())
            .graph("y");
    reading(OnnxWriter.toBytes(graph)).hasMessageContaining("output 'y'");
  }

  @Test
  void randomChanges_neverBringAnythingElse() {
    byte[] whole = OnnxWriter.toBytes(SmallModels.oldNet());
    Random random = new Random(11);
    int refused = 0;
    for (int round = 0; round < 300; round++) {
      byte[] changed = whole.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        OnnxReader.read(changed, "changed");
      } catch (ScissionLiteException e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void constantShape_isBoundedEvenInOneDimension() {
    ModelGraph graph =
        new SmallModels(17)
            .input("x", 1)
            .constant("shape", Tensor.ofLongs(Shape.of(1), Long.MAX_VALUE))
            .node("c", "ConstantOfShape", List.of("shape"), Map.of())
            .node("y", "Add", List.of("x", "c"), Map.of())
            .graph("y");
    reading(OnnxWriter.toBytes(graph));
  }
}
