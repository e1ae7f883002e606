package org.scissionlite.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scissionlite.engine.BoundRun;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

class BoundRunTest {
  private static final TensorSpec X = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 2));
  private static final TensorSpec Y = new TensorSpec("y", ElementType.FLOAT32, Shape.of(1, 2));
  private static final ModelGraph GRAPH =
      new ModelGraph(
          "negative",
          Map.of("", 17),
          List.of(X),
          List.of(Y, X),
          List.of(Node.of("y", "Neg", List.of("x"), Map.of())),
          Map.of(),
          Map.of());

  private final ByteBuffer input = Tensor.allocate(X.bytes());
  private final Map<String, Tensor> given = Map.of("x", new Tensor(X.type(), input));
  private final Map<String, Tensor> results =
      Map.of("y", Tensor.zeros(Y.type()), "x", Tensor.zeros(X.type()));

  @Test
  void eachRun_readsTheInputsAsTheyAreThenAndOverwritesTheOutputs() {
    try (Session session = new OrtEngine().open(GRAPH, 1);
        BoundRun run = session.bind(given, results)) {
      for (float value = 1; value < 4; value++) {
        input.asFloatBuffer().put(new float[] {value, 2 * value});
        run.run();
        assertThat(results.get("y").toFloats()).containsExactly(-value, -2 * value);
        assertThat(results.get("x").toFloats()).containsExactly(value, 2 * value);
      }
    }
  }

  @Test
  void tensorsThatDoNotFit_areRefusedBeforeAnyRun() {
    try (Session session = new OrtEngine().open(GRAPH, 1)) {
      Tensor tooLong = Tensor.ofFloats(Shape.of(1, 3), 1, 2, 3);
      assertThatThrownBy(() -> session.bind(Map.of("x", tooLong), results))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining("input 'x': expected");
      Tensor copied = new Tensor(X.type(), ByteBuffer.allocate(8));
      assertThatThrownBy(() -> session.bind(Map.of("x", copied), results))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining("input 'x': expected a direct buffer");
    }
  }

  @Test
  void runOfAClosedSession_isRefused() {
    Session session = new OrtEngine().open(GRAPH, 1);
    try (BoundRun run = session.bind(given, results)) {
      session.close();
      assertThatThrownBy(run::run)
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining("the session is closed");
    }
  }
}
