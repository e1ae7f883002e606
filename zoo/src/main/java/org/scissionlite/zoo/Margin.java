package org.scissionlite.zoo;

import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;

/** Rows and columns that a zero padding adds at each side of [1,c,h,w]. */
record Margin(int top, int left, int bottom, int right) {
  static Margin all(int size) {
    return new Margin(size, size, size, size);
  }

  Shape around(Shape shape) {
    return Shape.of(1, shape.dim(1), shape.dim(2) + top + bottom, shape.dim(3) + left + right);
  }

  /** The pads as ONNX takes them: the beginnings of all axes, then their ends. */
  Tensor pads() {
    return Tensor.vector(0, 0, top, left, 0, 0, bottom, right);
  }
}
