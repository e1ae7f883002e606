package org.scissionlite.model;

import java.util.Locale;
import org.scissionlite.error.ScissionLiteException;

/** Element type and shape of a tensor. */
public record TensorType(ElementType elementType, Shape shape) {
  /** Of each text on average, its length included. */
  private static final long MOST_TEXT_BYTES = 4_096;

  private static final long MOST_BYTES_OF_FEW_TEXTS = 65_536;

  /**
   * Bytes of the elements: float32 [1,64,28,28] has 200,704. Of texts it is the least, as if all
   * were empty.
   *
   * @throws ScissionLiteException if their number does not fit into 63 bits
   */
  public long bytes() {
    return bytes(elementType.bytes());
  }

  /**
   * The most bytes that a message may bring: those of the elements, and of texts 4,096 for each on
   * average, 65,536 where they are few.
   *
   * @throws ScissionLiteException if their number does not fit into 63 bits
   */
  public long mostBytes() {
    return isText() ? Math.max(MOST_BYTES_OF_FEW_TEXTS, bytes(MOST_TEXT_BYTES)) : bytes();
  }

  /** Whether the elements are texts, whose sizes are known of each tensor alone. */
  public boolean isText() {
    return elementType == ElementType.STRING;
  }

  private long bytes(long each) {
    long elements = shape.elements();
    if (elements > Long.MAX_VALUE / each) {
      throw new ScissionLiteException("%s has too many bytes".formatted(this));
    }
    return elements * each;
  }

  @Override
  public String toString() {
    return elementType.name().toLowerCase(Locale.ROOT) + " " + shape;
  }
}
