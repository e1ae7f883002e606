package org.scissionlite.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Numbers;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;

/** Bfloat16 is stored, moved and cast; what is to be computed in it is refused with a way out. */
class Bfloat16Test {
  private static final TensorSpec INPUT =
      new TensorSpec("x", ElementType.BFLOAT16, Shape.of(1, 1, 4, 4));

  @Test
  void whatIsMovedAndCast_runs() {
    ModelGraph graph =
        read(
            List.of(
                Node.of("turned", "Transpose", List.of("x"), Map.of()),
                Node.of("wide", "Cast", List.of("turned"), to(ElementType.FLOAT32)),
                Node.of("relu", "Relu", List.of("wide"), Map.of()),
                Node.of("y", "Cast", List.of("relu"), to(ElementType.BFLOAT16))));
    Tensor given = Tensor.zeros(INPUT.type());
    for (int i = 0; i < 16; i++) {
      Numbers.put(given.data(), i, ElementType.BFLOAT16, i - 8f);
    }
    try (Session session = new OrtEngine().open(graph, 1)) {
      Tensor answer = session.run(Map.of("x", given)).get("y");
      assertThat(answer.elementType()).isEqualTo(ElementType.BFLOAT16);
      assertThat(Numbers.toFloat32(answer).toFloats())
          .containsExactly(0, 0, 0, 4, 0, 0, 1, 5, 0, 0, 2, 6, 0, 0, 3, 7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Relu", "MatMul", "Add", "Sigmoid", "Conv", "MaxPool"})
  void whatIsComputed_isRefusedByNodeAndOperator_withWhatToDo(String operator) {
    boolean isUnary = List.of("Relu", "Sigmoid", "MaxPool").contains(operator);
    Map<String, Attribute> attributes =
        operator.equals("MaxPool") ? Map.of("kernel_shape", Attribute.ints(2, 2)) : Map.of();
    Node node = Node.of("y", operator, isUnary ? List.of("x") : List.of("x", "x"), attributes);
    assertThatThrownBy(() -> read(List.of(node)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage(
            "model 'half': node 'y' (%s) has no kernel for bfloat16 in ONNX Runtime on a CPU; export the model in float32, or cast to float32 before that node"
                .formatted(operator));
  }

  private static ModelGraph read(List<Node> nodes) {
    TensorSpec output = new TensorSpec("y", ElementType.BFLOAT16, Shape.of());
    ModelGraph graph =
        new ModelGraph(
            "half", Map.of("", 17), List.of(INPUT), List.of(output), nodes, Map.of(), Map.of());
    return OnnxReader.read(OnnxWriter.toBytes(graph), "half").graph();
  }

  private static Map<String, Attribute> to(ElementType type) {
    return Map.of("to", Attribute.of(type.onnxCode()));
  }
}
