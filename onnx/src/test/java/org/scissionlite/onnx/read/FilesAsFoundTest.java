package org.scissionlite.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.Texts;
import org.scissionlite.onnx.SmallModels;
import org.scissionlite.onnx.Tensors;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.onnx.write.WeightSink;

/** What public model files hold besides one float32 input and one output. */
class FilesAsFoundTest {
  private static final ReadOptions TEXTS = ReadOptions.defaults().withTexts(true);

  private static ModelProto.Builder classifier() {
    ModelGraph graph =
        new SmallModels(17)
            .input("image", 1, 3, 8, 8)
            .weight("w", 4, 3, 3, 3)
            .node("conv", "Conv", List.of("image", "w"), Map.of())
            .node("scores", "GlobalAveragePool", List.of("conv"), Map.of())
            .graph("scores");
    return OnnxWriter.toProto(graph, WeightSink.inline()).toBuilder();
  }

  private static Model read(ModelProto.Builder proto, ReadOptions options) {
    return OnnxReader.read(proto.build().toByteArray(), "found", options);
  }

  /** A classifier that also answers the name of its best class. */
  private static ModelProto.Builder naming() {
    ModelProto.Builder proto = classifier();
    proto
        .getGraphBuilder()
        .addInitializer(
            TensorProto.newBuilder()
                .setName("names")
                .setDataType(TensorProto.DataType.STRING_VALUE)
                .addDims(4)
                .addAllStringData(
                    List.of("a", "b", "c", "gr\u00fcn").stream()
                        .map(ByteString::copyFromUtf8)
                        .toList()))
        .addNode(node("best", "ArgMax", List.of("scores"), "index"))
        .addNode(node("name", "Gather", List.of("names", "index"), "label"));
    ValueInfoProto.Builder label = proto.getGraphBuilder().addOutputBuilder().setName("label");
    label.getTypeBuilder().getTensorTypeBuilder().setElemType(TensorProto.DataType.STRING_VALUE);
    return proto;
  }

  @Test
  void labelAsAString_isLeftAsideByName_withItsTableOfLabels() {
    Model model = read(naming(), ReadOptions.defaults());

    assertThat(model.leftAside()).containsExactly("'label' (string)");
    assertThat(model.graph().outputs()).extracting(TensorSpec::name).containsExactly("scores");
    assertThat(model.graph().nodes()).hasSize(2);
  }

  @Test
  void labelAsAString_isAnsweredWhereTextsAreWanted() {
    Model model = read(naming(), ReadOptions.defaults().withTexts(true));
    ModelGraph written = OnnxReader.read(OnnxWriter.toBytes(model.graph()), "again", TEXTS).graph();
    Map<String, Tensor> inputs = Tensors.inputs(written.inputs(), 1);
    Map<String, Tensor> outputs = Tensors.run(written, inputs);

    assertThat(model.leftAside()).isEmpty();
    float[] scores = outputs.get("scores").toFloats();
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    assertThat(Texts.of(outputs.get("label")))
        .containsExactly(List.of("a", "b", "c", "gr\u00fcn").get(best));
  }

  @Test
  void stringsAlone_areRefusedByName() {
    ModelProto.Builder proto = classifier();
    proto
        .getGraphBuilder()
        .getOutputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .setElemType(TensorProto.DataType.STRING_VALUE);
    assertThatThrownBy(() -> read(proto, ReadOptions.defaults()))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("'scores' (string) alone");
  }

  private static ModelProto.Builder openSize() {
    ModelProto.Builder proto = classifier();
    var shape =
        proto
            .getGraphBuilder()
            .getInputBuilder(0)
            .getTypeBuilder()
            .getTensorTypeBuilder()
            .getShapeBuilder();
    shape.getDimBuilder(0).setDimParam("N");
    shape.getDimBuilder(2).setDimParam("height");
    shape.getDimBuilder(3).setDimParam("width");
    return proto;
  }

  @Test
  void openSize_isAskedForByNameAndBound() {
    assertThatThrownBy(() -> read(openSize(), ReadOptions.defaults()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("dimension 2 ('height') is open")
        .hasMessageContaining("--shape image=1,3,height,width");
    Model small = read(openSize(), shaped(Shape.of(1, 3, 6, 10)));
    assertThat(small.graph().typeOf("conv").orElseThrow().shape()).isEqualTo(Shape.of(1, 4, 4, 8));
    assertThat(read(openSize(), shaped(Shape.of(1, 3, 10, 10))).sha256())
        .isNotEqualTo(small.sha256());
  }

  @Test
  void shapeThatContradictsTheFile_isRefused() {
    assertThatThrownBy(() -> read(openSize(), shaped(Shape.of(1, 4, 6, 6))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected a shape 1,3,height,width, got [1,4,6,6]");
    assertThatThrownBy(
            () ->
                read(
                    openSize(),
                    ReadOptions.defaults().withShapes(Map.of("imaeg", Shape.of(1, 3, 6, 6)))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("image");
  }

  private static ReadOptions shaped(Shape shape) {
    return ReadOptions.defaults().withShapes(Map.of("image", shape));
  }

  @Test
  void operatorOfAVendor_isNamedWithItsNode() {
    ModelProto.Builder proto = classifier();
    proto.getGraphBuilder().getNodeBuilder(1).setDomain("acme.ai").setOpType("FastPool");
    proto.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("acme.ai").setVersion(1));
    assertThatThrownBy(() -> read(proto, ReadOptions.defaults()))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("node 'scores' is the operator FastPool of 'acme.ai'")
        .hasMessageContaining("export the model with standard operators");
  }

  @Test
  void opsetBefore7_isRefusedWithTheWayToConvert() {
    ModelProto.Builder proto = classifier();
    proto.getOpsetImportBuilder(0).setVersion(5);
    assertThatThrownBy(() -> read(proto, ReadOptions.defaults()))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("opset 5")
        .hasMessageContaining("node 'conv' (Conv)")
        .hasMessageContaining("convert_version");
  }

  @Test
  void shapeOfAShapeThatIsAnOutput_hasOneElement() {
    ModelGraph graph =
        new SmallModels(17)
            .input("x", 2, 3, 4, 5)
            .node("s", "Shape", List.of("x"), Map.of())
            .node("rank", "Shape", List.of("s"), Map.of())
            .node("factor", "Cast", List.of("rank"), Map.of("to", Attribute.of(1L)))
            .node("y", "Mul", List.of("x", "factor"), Map.of())
            .graph("y", "s");
    ModelGraph found = OnnxReader.read(OnnxWriter.toBytes(graph), "ranks").graph();
    Map<String, Tensor> inputs = Tensors.inputs(found.inputs(), 1);
    Map<String, Tensor> outputs = Tensors.run(found, inputs);
    float[] x = inputs.get("x").toFloats();
    assertThat(outputs.get("y").toFloats()[7]).isEqualTo(4 * x[7]);
    assertThat(outputs.get("s").toLongs()).containsExactly(2, 3, 4, 5);
  }

  private static NodeProto node(String name, String operator, List<String> reads, String output) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setName(name)
            .setOpType(operator)
            .addAllInput(reads)
            .addOutput(output);
    if (operator.equals("ArgMax")) {
      node.addAttribute(
          AttributeProto.newBuilder()
              .setName("axis")
              .setType(AttributeProto.AttributeType.INT)
              .setI(1));
    }
    return node.build();
  }
}
