package org.scissionlite.onnx.batch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.RandomNets;
import org.scissionlite.onnx.SharedModels;
import org.scissionlite.onnx.SmallModels;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;

class OpenBatchTest {
  private static final OrtEngine ENGINE = new OrtEngine();

  /** The quick ones among them: the others take longer than a test should. */
  private static final List<String> QUICK =
      List.of(
          "resnet8_cifar10_mlperftiny.onnx",
          "resnet20_cifar10.onnx",
          "SqueezeNet_fp16.onnx",
          "light_shufflenet.onnx");

  /** Tries the law of the model with some batches. */
  private static void tryLaw(ModelGraph built, int... sizes) {
    ModelGraph graph = OnnxReader.read(OnnxWriter.toBytes(built), "net").graph();
    byte[] bytes = OpenBatch.toBytes(graph);
    OnnxBytes open = new OnnxBytes("net", ByteBuffer.wrap(bytes), Path.of(""));
    try (Session alone = ENGINE.open(graph, 1);
        Session together = ENGINE.open(open, 1)) {
      for (int size : sizes) {
        BatchLaw.of(graph).require(alone, together, size);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void randomNets_answerABatchAsTheyAnswerEach(int seed) {
    tryLaw(new RandomNets().of(seed), 1, 2, 5);
  }

  static List<Path> shared() throws IOException {
    return SharedModels.all().stream()
        .filter(file -> QUICK.contains(file.getFileName().toString()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("shared")
  void publishedNets_answerABatchAsTheyAnswerEach(Path file) {
    tryLaw(OnnxReader.read(file).graph(), 3);
  }

  @Test
  void batchInTheConstantsOfAChannelShuffle_isTakenOut() {
    tryLaw(SmallModels.shuffle(), 1, 4);
  }

  @Test
  void sizeThatIsGivenToAResize_holdsForEachOfABatch() {
    tryLaw(
        new SmallModels(17)
            .input("x", 1, 2, 3, 3)
            .constant("size", Tensor.vector(1, 2, 7, 5))
            .node(
                "y", "Resize", List.of("x", "", "", "size"), Map.of("mode", Attribute.of("linear")))
            .graph("y"),
        1,
        3);
  }

  /** As a transformer begins. */
  @Test
  void constantBesideTheTokens_isRepeatedForEachOfABatch() {
    tryLaw(
        new SmallModels(17)
            .input("x", 1, 4, 6)
            .weight("class", 1, 1, 6)
            .weight("positions", 1, 5, 6)
            .node("tokens", "Concat", List.of("class", "x"), Map.of("axis", Attribute.of(1L)))
            .node("y", "Add", List.of("tokens", "positions"), Map.of())
            .graph("y"),
        1,
        3);
  }

  @Test
  void netThatComputesOverTheWholeBatch_isFoundOut() {
    ModelGraph dynamic =
        new SmallModels(17)
            .input("x", 1, 8)
            .node("most", "ReduceMax", List.of("x"), Map.of())
            .node("y", "Div", List.of("x", "most"), Map.of())
            .graph("y");
    assertThatCode(() -> tryLaw(dynamic, 1)).doesNotThrowAnyException();
    assertThatThrownBy(() -> tryLaw(dynamic, 2))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage("output 'y' depends on what else is in the batch");
  }

  @Test
  void netWithoutABatch_isRefusedWithItsInputOrOutput() {
    ModelGraph rows =
        new SmallModels(17).input("x", 4, 8).node("y", "Relu", List.of("x"), Map.of()).graph("y");
    assertThatThrownBy(() -> tryLaw(rows, 2))
        .hasMessageContaining("input ")
        .hasMessageContaining("[4,8] has no batch of 1 outermost");
    ModelGraph sum =
        new SmallModels(17)
            .input("x", 1, 8)
            .node("y", "ReduceSum", List.of("x"), Map.of("keepdims", Attribute.of(0L)))
            .graph("y");
    assertThatThrownBy(() -> tryLaw(sum, 2)).hasMessageContaining("output ");
  }
}
