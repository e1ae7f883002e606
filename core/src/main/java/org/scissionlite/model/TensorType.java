package org.scissionlite.model;

/** Element type and shape of a tensor. */
public record TensorType(ElementType elementType, Shape shape) {
  /** Bytes of the elements: float32 [1,64,28,28] has 200,704. */
  public long bytes() {
    return Math.multiplyExact(shape.elements(), elementType.bytes());
  }

  @Override
  public String toString() {
    return elementType.name().toLowerCase(java.util.Locale.ROOT) + " " + shape;
  }
}
