package org.scissionlite.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.SmallModels;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.onnx.write.WeightSink;

/** Models with functions of their own answer as ONNX Runtime does, which knows functions. */
class LocalFunctionsTest {
  private static final String DOMAIN = "block.lib";
  private static final int OPSET = 17;

  @Test
  void nestedFunctionsWithAttributesByReference_answerAsOnnxRuntimeDoes() {
    ModelProto.Builder proto = calling(call("Block", List.of("x"), List.of("a"), slope(0.25f)));
    proto.getGraphBuilder().addNode(call("Block", List.of("a"), List.of("y")));
    proto.addFunctions(
        function("Leaky", List.of("v"), List.of("w"))
            .addAttribute("alpha")
            .addNode(leaky("v", "w", "alpha")));
    proto.addFunctions(
        function("Block", List.of("in"), List.of("out"))
            .addAttributeProto(slope(0.5f))
            .addNode(call("Leaky", List.of("in"), List.of("t"), reference("alpha", "slope")))
            .addNode(node("Add", List.of("t", "in"), "out").setName("sum")));
    Model model = equalToOnnxRuntime(proto);
    assertThat(model.graph().nodes())
        .extracting(Node::operator)
        .containsExactly("LeakyRelu", "Add", "LeakyRelu", "Add");
    assertThat(model.graph().nodes()).extracting(Node::name).contains("a/sum", "y/sum");
  }

  @Test
  void namesThatTheModelUses_areNotTakenByFunctions() {
    ModelProto.Builder proto = calling(call("F", List.of("x"), List.of("f")).setName("c"));
    proto.getGraphBuilder().addNode(node("Neg", List.of("x"), "c/t"));
    proto.getGraphBuilder().addNode(node("Add", List.of("f", "c/t"), "y"));
    proto.addFunctions(
        function("F", List.of("x2"), List.of("y"))
            .addNode(node("Exp", List.of("x2"), "t"))
            .addNode(node("Mul", List.of("t", "x2"), "y")));
    equalToOnnxRuntime(proto);
  }

  @Test
  void outputThatIsTheInput_isCopied_andOneThatIsNotTakenGoesNowhere() {
    ModelProto.Builder proto = calling(call("F", List.of("x"), List.of("a", "b", "")));
    proto.getGraphBuilder().addNode(node("Add", List.of("a", "b"), "y"));
    proto.addFunctions(
        function("F", List.of("v", "least"), List.of("clipped", "v", "other"))
            .addNode(node("Neg", List.of("v"), "other"))
            .addNode(node("Clip", List.of("v", "least"), "clipped")));
    assertThat(answer(read(proto), -1, 2, 3, 4, 5, 6)).containsExactly(-2, 4, 6, 8, 10, 12);
  }

  @Test
  void functionOfAnotherOpset_inWhichItsOperatorsMeanTheSame() {
    ModelProto.Builder proto = calling(call("F", List.of("x"), List.of("y")));
    proto.addFunctions(
        function("F", List.of("v"), List.of("w"))
            .clearOpsetImport()
            .addOpsetImport(opset("", 14))
            .addNode(node("Softmax", List.of("v"), "w")));
    equalToOnnxRuntime(proto);
  }

  @Test
  void bodyOfAnIf_insideAFunctionAndAroundACall() {
    ModelProto.Builder proto = calling(call("Choose", List.of("x"), List.of("y")));
    GraphProto then = body(node("Relu", List.of("v"), "r"), "r");
    GraphProto otherwise = body(call("Twice", List.of("v"), List.of("r")), "r");
    proto.addFunctions(
        function("Twice", List.of("u"), List.of("w")).addNode(node("Add", List.of("u", "u"), "w")));
    proto.addFunctions(
        function("Choose", List.of("v"), List.of("w"))
            .addNode(node("ReduceSum", List.of("v"), "s").addAttribute(integer("keepdims", 0)))
            .addNode(node("Sign", List.of("s"), "sign"))
            .addNode(node("Cast", List.of("sign"), "positive").addAttribute(integer("to", 9)))
            .addNode(
                node("If", List.of("positive"), "w")
                    .addAttribute(graph("then_branch", then))
                    .addAttribute(graph("else_branch", otherwise))));
    equalToOnnxRuntime(proto);
  }

  @Test
  void functionsThatCallEachOther_areRefusedByName() {
    ModelProto.Builder proto = calling(call("A", List.of("x"), List.of("y")));
    proto.addFunctions(
        function("A", List.of("v"), List.of("w")).addNode(call("B", List.of("v"), List.of("w"))));
    proto.addFunctions(
        function("B", List.of("v"), List.of("w")).addNode(call("A", List.of("v"), List.of("w"))));
    assertThatThrownBy(() -> read(proto))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage("model 'calling': function block.lib:A calls itself, which cannot be inlined");
  }

  @Test
  void functionsThatDoubleOverAndOver_areRefusedBeforeTheyFillTheMemory() {
    ModelProto.Builder proto = calling(call("F0", List.of("x"), List.of("y")));
    IntStream.range(0, 40)
        .forEach(
            i ->
                proto.addFunctions(
                    function("F" + i, List.of("v"), List.of("w"))
                        .addNode(call("F" + (i + 1), List.of("v"), List.of("t")))
                        .addNode(call("F" + (i + 1), List.of("t"), List.of("w")))));
    proto.addFunctions(
        function("F40", List.of("v"), List.of("w")).addNode(node("Neg", List.of("v"), "w")));
    assertThatThrownBy(() -> read(proto)).hasMessageContaining("more than 1,000,000 nodes");
  }

  @Test
  void functionOfAnotherMeaning_andCallThatDoesNotFit_areRefusedInOneLine() {
    ModelProto.Builder older = calling(call("F", List.of("x"), List.of("y")));
    older.addFunctions(
        function("F", List.of("v"), List.of("w"))
            .clearOpsetImport()
            .addOpsetImport(opset("", 12))
            .addNode(node("Softmax", List.of("v"), "w")));
    assertThatThrownBy(() -> read(older))
        .hasMessage(
            "model 'calling': function block.lib:F is written in opset 12, in which its node 'w' (Softmax) means something else than in the model's opset 17; export both in one opset");
    ModelProto.Builder much = calling(call("F", List.of("x", "x"), List.of("y")).setName("n"));
    much.addFunctions(
        function("F", List.of("v"), List.of("w")).addNode(node("Neg", List.of("v"), "w")));
    assertThatThrownBy(() -> read(much))
        .hasMessage(
            "model 'calling', node 'n': function F has 1 inputs and 1 outputs, the node gives it 2 and takes 1");
  }

  private static Model read(ModelProto.Builder proto) {
    return OnnxReader.read(proto.build().toByteArray(), "calling");
  }

  private static Model equalToOnnxRuntime(ModelProto.Builder proto) {
    Model model = read(proto);
    float[] input = {-2, -1, -0.5f, 0, 0.25f, 1};
    assertThat(answer(model, input)).containsExactly(onnxRuntime(proto, input));
    return model;
  }

  private static float[] answer(Model model, float... input) {
    try (Session session = new OrtEngine().open(model.graph(), 1)) {
      Tensor x = Tensor.ofFloats(Shape.of(1, 6), input);
      return session.run(Map.of("x", x)).get("y").toFloats();
    }
  }

  private static float[] onnxRuntime(ModelProto.Builder proto, float[] input) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session =
            environment.createSession(
                proto.build().toByteArray(), new OrtSession.SessionOptions());
        OnnxTensor tensor =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), new long[] {1, 6});
        OrtSession.Result result = session.run(Map.of("x", tensor))) {
      return ((float[][]) result.get(0).getValue())[0];
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A model from x to y that begins with a node. */
  private static ModelProto.Builder calling(NodeProto.Builder first) {
    ModelGraph empty =
        new SmallModels(OPSET, "calling")
            .input("x", 1, 6)
            .node("y", "Neg", List.of("x"), Map.of())
            .graph("y");
    ModelProto.Builder proto = OnnxWriter.toProto(empty, WeightSink.inline()).toBuilder();
    proto.addOpsetImport(opset(DOMAIN, 1)).setIrVersion(8);
    proto.getGraphBuilder().clearNode().addNode(first);
    return proto;
  }

  private static OperatorSetIdProto opset(String domain, int version) {
    return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
  }

  private static FunctionProto.Builder function(
      String name, List<String> inputs, List<String> outputs) {
    return FunctionProto.newBuilder()
        .setName(name)
        .setDomain(DOMAIN)
        .addAllInput(inputs)
        .addAllOutput(outputs)
        .addOpsetImport(opset("", OPSET))
        .addOpsetImport(opset(DOMAIN, 1));
  }

  private static NodeProto.Builder call(
      String name, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
    return NodeProto.newBuilder()
        .setOpType(name)
        .setDomain(DOMAIN)
        .addAllInput(inputs)
        .addAllOutput(outputs)
        .addAllAttribute(List.of(attributes));
  }

  private static NodeProto.Builder node(String operator, List<String> inputs, String output) {
    return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output);
  }

  private static NodeProto.Builder leaky(String input, String output, String attribute) {
    return node("LeakyRelu", List.of(input), output).addAttribute(reference("alpha", attribute));
  }

  private static AttributeProto slope(float value) {
    return AttributeProto.newBuilder()
        .setName("slope")
        .setType(AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  private static AttributeProto reference(String name, String to) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setRefAttrName(to)
        .build();
  }

  private static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  private static AttributeProto graph(String name, GraphProto body) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.GRAPH)
        .setG(body)
        .build();
  }

  private static GraphProto body(NodeProto.Builder node, String output) {
    ValueInfoProto.Builder value = ValueInfoProto.newBuilder().setName(output);
    value.setType(
        TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(1)));
    return GraphProto.newBuilder().setName(output).addNode(node).addOutput(value).build();
  }
}
