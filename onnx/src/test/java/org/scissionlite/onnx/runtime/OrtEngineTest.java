package org.scissionlite.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.SmallModels;
import org.scissionlite.onnx.Tensors;

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

  @ParameterizedTest
  @EnumSource(
      names = {"UINT16", "UINT32", "UINT64"},
      mode = EnumSource.Mode.EXCLUDE)
  void everyElementType_passesUnchanged(ElementType type) {
    TensorSpec in = new TensorSpec("x", type, Shape.of(2, 3));
    ModelGraph copy =
        new ModelGraph(
            "copy",
            Map.of("", 17),
            List.of(in),
            List.of(new TensorSpec("y", in.type())),
            List.of(Node.of("y", "Identity", List.of("x"), Map.of())),
            Map.of(),
            Map.of());
    Map<String, Tensor> inputs = Tensors.inputs(copy.inputs(), 3);
    assertThat(Tensors.run(copy, inputs).get("y")).isEqualTo(inputs.get("x"));
  }

  @Test
  void heapAndUnalignedInputs_areCopiedOnce() {
    ByteBuffer shifted = Tensor.allocate(17).position(1).slice();
    ByteBuffer heap = ByteBuffer.wrap(new byte[16]);
    for (ByteBuffer data : List.of(shifted, heap)) {
      Tensor ones = Tensors.run(ADD_ONE, Map.of("x", new Tensor(X.type(), data))).get("y");
      assertThat(ones.toFloats()).containsOnly(1);
    }
  }

  @Test
  void outputThatIsNotDirect_isRefused() {
    Tensor heap = new Tensor(Y.type(), ByteBuffer.wrap(new byte[16]));
    Tensor input = Tensor.zeros(X.type());
    try (Session session = engine.open(ADD_ONE, 1)) {
      assertThatThrownBy(() -> session.run(Map.of("x", input), Map.of("y", heap)))
          .hasMessage("model 'add-one', output 'y': expected a writable direct buffer");
    }
  }

  @Test
  void unknownInput_isNamed() {
    Tensor input = Tensor.zeros(X.type());
    try (Session session = engine.open(ADD_ONE, 1)) {
      assertThatThrownBy(() -> session.run(Map.of("x", input, "z", input)))
          .hasMessage("model 'add-one' has no input 'z'; it has [x]");
    }
  }

  @Test
  void weightsOutliveTheGraph() {
    try (Session session = engine.open(heavy(), 1)) {
      System.gc();
      Tensor output = session.run(Map.of("x", Tensor.zeros(X.type()))).get("y");
      assertThat(output.toFloats()).containsOnly(0);
    }
  }

  /** A graph whose weights are shared with ONNX Runtime, not copied. */
  private static ModelGraph heavy() {
    return new SmallModels(17)
        .input("x", 1, 4)
        .weight("w", 4, 1000)
        .node("y", "MatMul", List.of("x", "w"), Map.of())
        .graph("y");
  }

  @Test
  void fileThatIsNoModel_isRefusedInOneLine(@TempDir Path folder) throws IOException {
    Path garbage = Files.writeString(folder.resolve("garbage.onnx"), "no model");
    for (Path file : List.of(garbage, folder, folder.resolve("missing.onnx"))) {
      assertThatThrownBy(() -> engine.open(file, 1))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining(file.getFileName().toString())
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void noThreads_areRefused() {
    assertThatThrownBy(() -> engine.open(ADD_ONE, 0)).isInstanceOf(UsageException.class);
  }

  @Test
  void failureInARun_namesTheOperator() {
    ModelGraph gather =
        new SmallModels(17)
            .input("x", 4)
            .node("index", "Cast", List.of("x"), Map.of("to", Attribute.of(7L)))
            .node("y", "Gather", List.of("x", "index"), Map.of())
            .graph("y");
    Tensor outOfRange = Tensor.ofFloats(Shape.of(4), 9, 9, 9, 9);
    assertThatThrownBy(() -> Tensors.run(gather, Map.of("x", outOfRange)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("Gather")
        .hasMessageNotContaining("onnxruntime_src");
  }
}
