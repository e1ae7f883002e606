package org.scissionlite.zoo.layer;

import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;

/** Rows and columns that are added to, or taken from, each side of [1,c,h,w]. */
public record SpatialMargin(int top, int left, int bottom, int right) {
  /** At the bottom and at the right only. */
  public static final SpatialMargin END = new SpatialMargin(0, 0, 1, 1);

  /** At the top and at the left only. */
  public static final SpatialMargin BEGINNING = new SpatialMargin(1, 1, 0, 0);

  public static SpatialMargin all(int size) {
    return new SpatialMargin(size, size, size, size);
  }

  /**
   * What halves an image of any size under a window of odd size and a stride of 2: 0 before and 1
   * after for 112 points and a window of 3, 1 before and 1 after for 113.
   */
  public static SpatialMargin halving(int points, int window) {
    int after = window / 2;
    int before = points % 2 == 0 ? after - 1 : after;
    return new SpatialMargin(before, before, after, after);
  }

  public Shape around(Shape shape) {
    return Shape.of(1, shape.dim(1), shape.dim(2) + top + bottom, shape.dim(3) + left + right);
  }

  public Shape within(Shape shape) {
    return Shape.of(1, shape.dim(1), shape.dim(2) - top - bottom, shape.dim(3) - left - right);
  }

  /**
   * The share of the power of [1,c,h,w] that a window sees after padding, about the square root of
   * the areas' ratio, as windows meet the margin less often than the points inside: 0.6 for 3 x 3
   * points in a margin of 1, where a window of 3 covers 49 of 81 points.
   */
  public double weight(Shape shape) {
    return Math.sqrt((double) shape.elements() / around(shape).elements());
  }

  /** The pads as ONNX takes them: the beginnings of all axes, then their ends. */
  public Tensor pads() {
    return Tensor.vector(0, 0, top, left, 0, 0, bottom, right);
  }
}
