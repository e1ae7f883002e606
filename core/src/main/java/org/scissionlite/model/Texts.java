package org.scissionlite.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.error.ScissionLiteException;

/**
 * Tensors of texts. Their bytes are those of the Open Inference Protocol's raw contents: each text
 * in UTF-8 behind its length in 4 bytes, little-endian, row by row. "ab" and "" are 02 00 00 00 61
 * 62 00 00 00 00.
 */
public final class Texts {
  private static final int LENGTH_BYTES = Integer.BYTES;

  private Texts() {}

  /**
   * A tensor of texts.
   *
   * @throws ScissionLiteException if they are not as many as the shape has elements, or one of them
   *     has half a character
   */
  public static Tensor tensor(Shape shape, List<String> texts) {
    return ofUtf8(shape, texts.stream().map(Texts::utf8).toList());
  }

  /**
   * A tensor of texts in UTF-8, which are copied.
   *
   * @throws ScissionLiteException if they are not as many as the shape has elements, or no UTF-8
   */
  public static Tensor ofUtf8(Shape shape, List<ByteBuffer> texts) {
    long bytes = texts.stream().mapToLong(text -> LENGTH_BYTES + text.remaining()).sum();
    if (bytes > Integer.MAX_VALUE) {
      throw new ScissionLiteException("texts of %d bytes are over 2 GiB".formatted(bytes));
    }
    ByteBuffer data = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    texts.forEach(text -> data.putInt(text.remaining()).put(text.duplicate()));
    return new Tensor(new TensorType(ElementType.STRING, shape), data.flip());
  }

  /** The texts of a tensor, row by row. */
  public static List<String> of(Tensor tensor) {
    List<String> texts = new ArrayList<>();
    for (ByteBuffer data = tensor.data(); data.hasRemaining(); ) {
      texts.add(next(data));
    }
    return texts;
  }

  /** The texts of a tensor in UTF-8, row by row, on its memory. */
  public static List<ByteBuffer> utf8(Tensor tensor) {
    List<ByteBuffer> texts = new ArrayList<>();
    for (ByteBuffer data = tensor.data(); data.hasRemaining(); ) {
      texts.add(nextUtf8(data));
    }
    return texts;
  }

  /**
   * The next text of a tensor's data.
   *
   * @param data little-endian, at the length of a text; behind the text afterwards
   */
  public static String next(ByteBuffer data) {
    return StandardCharsets.UTF_8.decode(nextUtf8(data)).toString();
  }

  private static ByteBuffer nextUtf8(ByteBuffer data) {
    int length = data.getInt();
    ByteBuffer text = data.slice(data.position(), length);
    data.position(data.position() + length);
    return text;
  }

  /**
   * A text in UTF-8.
   *
   * @throws ScissionLiteException if it has half a character
   */
  public static ByteBuffer utf8(String text) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new ScissionLiteException("a text has half a character, a surrogate alone", e);
    }
  }

  /** Checks that data is that of so many texts, whatever lengths it claims. */
  static void require(TensorType type, ByteBuffer bytes) {
    ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    long elements = type.shape().elements();
    for (long i = 0; i < elements; i++) {
      int length = data.remaining() < LENGTH_BYTES ? -1 : data.getInt();
      if (length < 0 || length > data.remaining()) {
        throw new ScissionLiteException(
            "tensor %s: text %d of %d: its length is missing, or more than the %d bytes that follow"
                .formatted(type, i + 1, elements, data.remaining()));
      }
      requireUtf8(type, i + 1, data.slice(data.position(), length));
      data.position(data.position() + length);
    }
    if (data.hasRemaining()) {
      throw new ScissionLiteException(
          "tensor %s: expected %d texts, got %d bytes behind them"
              .formatted(type, elements, data.remaining()));
    }
  }

  private static void requireUtf8(TensorType type, long number, ByteBuffer text) {
    try {
      CharBuffer unused = StandardCharsets.UTF_8.newDecoder().decode(text);
    } catch (CharacterCodingException e) {
      throw new ScissionLiteException("tensor %s: text %d is no UTF-8".formatted(type, number), e);
    }
  }
}
