package org.scissionlite.onnx.runtime;

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
import org.scissionlite.model.Texts;
import org.scissionlite.onnx.batch.OpenBatch;

/** Tensors of texts in ONNX Runtime. */
class TextsOnEngineTest {
  private static final TensorSpec WORDS =
      new TensorSpec("words", ElementType.STRING, Shape.of(2, 3));

  private static ModelGraph echo() {
    return new ModelGraph(
        "echo",
        Map.of("", 17),
        List.of(WORDS),
        List.of(new TensorSpec("echo", WORDS.type())),
        List.of(Node.of("echo", "Identity", List.of("words"), Map.of())),
        Map.of(),
        Map.of());
  }

  @Test
  void textsOfAllKindsOfLetters_comeBackAsTheyWere() {
    List<String> words =
        List.of("", "ab", "gr\u00fcn", "\u65e5\u672c", "\ud83d\ude00!", "a\u0000b");
    Tensor texts = Texts.tensor(WORDS.shape(), words);
    try (Session session = new OrtEngine().open(echo(), 1)) {
      assertThat(session.inputs()).containsExactly(WORDS);
      Tensor echo = session.run(Map.of("words", texts)).get("echo");
      assertThat(echo).isEqualTo(texts);
      assertThat(Texts.of(echo)).isEqualTo(words);
    }
  }

  @Test
  void buffersForTexts_areRefused() {
    Tensor texts = Tensor.zeros(WORDS.type());
    try (Session session = new OrtEngine().open(echo(), 1)) {
      assertThatThrownBy(() -> session.bind(Map.of("words", texts), Map.of("echo", texts)))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining("output 'echo'");
    }
  }

  @Test
  void batchOfTexts_isNotOpened() {
    assertThatThrownBy(() -> OpenBatch.toBytes(echo()))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("input 'words' string [2,3] is of texts");
  }
}
