package org.scissionlite.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;

class ModelGraphTest {
  private static final TensorType TYPE = new TensorType(ElementType.FLOAT32, Shape.of(1, 4));
  private static final TensorSpec X = new TensorSpec("x", TYPE);
  private static final TensorSpec B = new TensorSpec("b", TYPE);

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Tensor> weights = new HashMap<>();

  @Test
  void nodeThatReadsALaterTensor_isRefusedByName() {
    nodes.add(node("b", "a"));
    nodes.add(node("a", "x"));

    assertRefused("model 'm', node 'b' (Relu): input 'a' is written by no earlier node");
  }

  @Test
  void tensorWrittenTwice_isRefused() {
    nodes.add(node("b", "x"));
    nodes.add(new Node("second", "second", "", "Relu", List.of("x"), List.of("b"), Map.of()));

    assertRefused("model 'm': the name 'b' (output of second) is taken twice");
  }

  @Test
  void nodeNameTakenTwice_isRefused() {
    nodes.add(node("b", "x"));
    nodes.add(new Node("b", "b", "", "Relu", List.of("x"), List.of("c"), Map.of()));

    assertRefused("model 'm': the name 'b' (node name) is taken twice");
  }

  @Test
  void nodeThatWritesAnInput_isRefused() {
    nodes.add(new Node("b", "b", "", "Relu", List.of("x"), List.of("x"), Map.of()));

    assertRefused("the name 'x'");
  }

  @Test
  void weightOfAnInputsName_isRefused() {
    weights.put("x", Tensor.scalar(1));
    nodes.add(node("b", "x"));

    assertRefused("the name 'x' (graph input) is taken twice");
  }

  @Test
  void outputThatNobodyWrites_isRefused() {
    nodes.add(node("a", "x"));

    assertRefused("model 'm': output 'b' is written by no node");
  }

  @Test
  void bodyThatReadsAnUnknownName_isRefused() {
    Attribute body = new Attribute.Opaque(java.nio.ByteBuffer.allocate(0), List.of("outer"));
    nodes.add(new Node("b", "b", "", "If", List.of("x"), List.of("b"), Map.of("then", body)));

    assertRefused("node 'b' (If): input 'outer' is written by no earlier node");
  }

  @Test
  void omittedOptionalInputsAndOutputs_areNoTensors() {
    nodes.add(new Node("b", "b", "", "Clip", List.of("x", "", ""), List.of("b", ""), Map.of()));
    nodes.add(new Node("c", "c", "", "Clip", List.of("b", ""), List.of("c", ""), Map.of()));

    assertThat(graph().producers()).containsOnlyKeys("b", "c");
  }

  @Test
  void parameters_areTheReadWeightsWithoutScalars() {
    weights.put("weight", Tensor.ofFloats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6));
    weights.put("bound", Tensor.scalar(6));
    weights.put("shape", Tensor.vector(1, 4));
    weights.put("unread", Tensor.ofFloats(Shape.of(1), 1));
    nodes.add(node("b", "x", "weight", "bound", "shape"));

    assertThat(graph().parameters()).isEqualTo(6);
    assertThat(graph().withoutUnread().initializers()).doesNotContainKey("unread");
  }

  @Test
  void unknownShape_isNamed() {
    nodes.add(node("a", "x"));
    nodes.add(node("b", "a"));

    assertThatThrownBy(() -> graph().spec("a"))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage("model 'm': the shape of 'a' is not known");
  }

  @Test
  void graph_doesNotFollowTheCallersLists() {
    nodes.add(node("b", "x"));
    ModelGraph graph = graph();
    nodes.clear();

    assertThat(graph.nodes()).hasSize(1);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::graph)
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining(message);
  }

  private ModelGraph graph() {
    return new ModelGraph(
        "m", Map.of("", 17), List.of(X), List.of(B), nodes, weights, Map.of("b", TYPE));
  }

  private static Node node(String name, String... reads) {
    return Node.of(name, "Relu", List.of(reads), Map.of());
  }
}
