package org.scissionlite.model;

/** A named place in a graph that holds a tensor of a known type. */
public record TensorSpec(String name, TensorType type) {
  public TensorSpec(String name, ElementType elementType, Shape shape) {
    this(name, new TensorType(elementType, shape));
  }

  public Shape shape() {
    return type.shape();
  }

  public ElementType elementType() {
    return type.elementType();
  }

  /** As {@link TensorType#bytes}. */
  public long bytes() {
    return type.bytes();
  }

  @Override
  public String toString() {
    return "'" + name + "' " + type;
  }
}
