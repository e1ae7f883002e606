package org.scissionlite.model;

import java.util.Locale;
import org.scissionlite.error.ScissionLiteException;

/** Element type and shape of a tensor. */
public record TensorType(ElementType elementType, Shape shape) {
  /**
   * Bytes of the elements: float32 [1,64,28,28] has 200,704.
   *
   * @throws ScissionLiteException if their number does not fit into 63 bits
   */
  public long bytes() {
    long elements = shape.elements();
    if (elements > Long.MAX_VALUE / elementType.bytes()) {
      throw new ScissionLiteException("%s has too many bytes".formatted(this));
    }
    return elements * elementType.bytes();
  }

  @Override
  public String toString() {
    return elementType.name().toLowerCase(Locale.ROOT) + " " + shape;
  }
}
