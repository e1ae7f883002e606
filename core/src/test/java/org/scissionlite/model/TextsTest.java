package org.scissionlite.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.bundle.SliceCheck;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.transfer.codec.PlainCodec;
import org.scissionlite.transfer.lossless.LosslessTransferLayer;

class TextsTest {
  private static final TensorType TWO = new TensorType(ElementType.STRING, Shape.of(2));

  private static Tensor ofBytes(int... bytes) {
    ByteBuffer data = ByteBuffer.allocate(bytes.length);
    for (int each : bytes) {
      data.put((byte) each);
    }
    return new Tensor(TWO, data.flip());
  }

  @Test
  void bytesOfTexts_areThoseOfTheProtocolsRawContents() {
    Tensor texts = Texts.tensor(Shape.of(2), List.of("ab", ""));

    assertThat(texts).isEqualTo(ofBytes(2, 0, 0, 0, 'a', 'b', 0, 0, 0, 0));
    assertThat(Texts.of(texts)).containsExactly("ab", "");
    assertThat(Texts.of(Tensor.zeros(TWO))).containsExactly("", "");
    assertThat(new PlainCodec().decode(texts.data(), TWO)).isEqualTo(texts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 0|text 1 of 2: its length is missing",
        "0 0 0 0 0 0|text 2 of 2: its length is missing",
        "3 0 0 0 97 0 0 0 0|text 2 of 2: its length is missing, or more than the 2 bytes",
        "255 255 255 255 0 0 0 0|text 1 of 2: its length is missing, or more than the 4 bytes",
        "255 255 255 127 0 0 0 0|text 1 of 2",
        "0 0 0 0 0 0 0 0 7|expected 2 texts, got 1 bytes behind them",
        "1 0 0 0 200 0 0 0 0|text 1 is no UTF-8",
      })
  void lengthsThatLie_areRefused(String bytes, String words) {
    int[] values = List.of(bytes.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
    assertThatThrownBy(() -> ofBytes(values))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining(words);
  }

  @Test
  void halfACharacter_isRefused() {
    assertThatThrownBy(() -> Texts.tensor(Shape.of(1), List.of("\ud800")))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("half a character");
  }

  @Test
  void sizeOfTexts_isBounded() {
    assertThat(TWO.bytes()).isEqualTo(8);
    assertThat(TWO.mostBytes()).isEqualTo(65_536);
    assertThat(new TensorType(ElementType.STRING, Shape.of(1000)).mostBytes()).isEqualTo(4_096_000);
    assertThat(new TensorType(ElementType.INT8, Shape.of(3)).mostBytes()).isEqualTo(3);
  }

  @Test
  void texts_areNoNumbers() {
    Tensor texts = Tensor.zeros(TWO);
    assertThatThrownBy(() -> Numbers.toFloat32(texts)).hasMessageContaining("got one of texts");
    assertThat(new LosslessTransferLayer().misfit(TWO)).isPresent();
  }

  @Test
  void answersOfTexts_areTheSameOnlyWhereEachIs() {
    Tensor cat = Texts.tensor(Shape.of(1), List.of("cat"));
    assertThat(SliceCheck.isClose(cat, Texts.tensor(Shape.of(1), List.of("cat")), 1)).isTrue();
    assertThat(SliceCheck.isClose(cat, Texts.tensor(Shape.of(1), List.of("cart")), 1)).isFalse();
  }
}
