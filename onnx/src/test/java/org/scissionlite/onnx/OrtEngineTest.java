package org.scissionlite.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

class OrtEngineTest {
  private static final TensorSpec X = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 4));
  private static final TensorSpec Y = new TensorSpec("y", ElementType.FLOAT32, Shape.of(1, 4));
  private static final ModelGraph ADD_ONE =
      new ModelGraph(
          "add-one",
          Map.of("", 17),
          List.of(X),
          List.of(Y),
          List.of(Node.of("y", "Add", List.of("x", "one"), Map.of())),
          Map.of("one", Tensor.scalar(1)),
          Map.of());

  private final OrtEngine engine = new OrtEngine();

  @Test
  void run_givesFreshOutputs() {
    try (Session session = engine.open(ADD_ONE, 1)) {
      Tensor input = Tensor.ofFloats(X.shape(), 1, 2, 3, 4);
      Tensor first = session.run(Map.of("x", input)).get("y");
      session.run(Map.of("x", first));
      assertThat(first.toFloats()).containsExactly(2, 3, 4, 5);
    }
  }

  @Test
  void run_writesIntoTheCallersBuffers() {
    try (Session session = engine.open(ADD_ONE, 1)) {
      Tensor output = Tensor.zeros(Y.type());
      session.run(Map.of("x", Tensor.ofFloats(X.shape(), 1, 2, 3, 4)), Map.of("y", output));
      assertThat(output.toFloats()).containsExactly(2, 3, 4, 5);
    }
  }

  @Test
  void wrongShape_isNamedWithExpectedAndFound() {
    try (Session session = engine.open(ADD_ONE, 1)) {
      assertThatThrownBy(() -> session.run(Map.of("x", Tensor.scalar(1))))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessage("model 'add-one', input 'x': expected float32 [1,4], got float32 []");
    }
  }

  @Test
  void missingInput_isNamed() {
    try (Session session = engine.open(ADD_ONE, 1)) {
      assertThatThrownBy(() -> session.run(Map.of()))
          .hasMessage("model 'add-one': input 'x' float32 [1,4] is missing, got []");
    }
  }

  @Test
  void close_twiceDoesNothing() {
    Session session = engine.open(ADD_ONE, 1);
    session.close();
    session.close();
    assertThatThrownBy(() -> session.run(Map.of()))
        .hasMessage("model 'add-one': the session is closed");
  }

  @Test
  void unknownOperator_isNamed() {
    ModelGraph broken =
        ADD_ONE.with(
            List.of(X), List.of(Y), List.of(Node.of("y", "Frobnicate", List.of("x"), Map.of())));
    assertThatThrownBy(() -> engine.open(broken, 1))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("Frobnicate")
        .hasMessageNotContaining("\n");
  }
}
