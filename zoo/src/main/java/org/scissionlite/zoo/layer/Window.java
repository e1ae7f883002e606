package org.scissionlite.zoo.layer;

import java.util.Map;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.Shape;

/**
 * The sliding window of a convolution or a pooling.
 *
 * <p>With "same" padding an axis of n points gives ceil(n / stride) points, and where the padding
 * is odd its larger half lies at the end: 112 points under a window of 3 and a stride of 2 give 56,
 * with no point before and one after. Without padding they give 55.
 *
 * @param height of the window
 * @param width of the window
 * @param stride along both axes
 * @param same whether the input is padded so that the window fits at every stride
 */
public record Window(int height, int width, int stride, boolean same) {
  public static Window same(int size) {
    return new Window(size, size, 1, true);
  }

  public static Window same(int height, int width) {
    return new Window(height, width, 1, true);
  }

  public static Window valid(int size) {
    return new Window(size, size, 1, false);
  }

  /** This window, moved by a stride of several points. */
  public Window by(int newStride) {
    return new Window(height, width, newStride, same);
  }

  public int area() {
    return height * width;
  }

  /** The shape after the window went over an input of [1,c,h,w]. */
  public Shape over(Shape input, int channels) {
    return Shape.of(1, channels, points(input.dim(2), height), points(input.dim(3), width));
  }

  /** Attributes of Conv, MaxPool and AveragePool over an input of [1,c,h,w]. */
  public Map<String, Attribute> attributes(Shape input) {
    int vertical = padding(input.dim(2), height);
    int horizontal = padding(input.dim(3), width);
    return Map.of(
        "kernel_shape",
        Attribute.ints(height, width),
        "strides",
        Attribute.ints(stride, stride),
        "pads",
        Attribute.ints(
            vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2));
  }

  /** The share of the window's points that lie on the input and not on its padding, on average. */
  public double coverage(Shape input) {
    return coverage(input.dim(2), height) * coverage(input.dim(3), width);
  }

  private int points(int input, int size) {
    return same ? (input + stride - 1) / stride : (input - size) / stride + 1;
  }

  private int padding(int input, int size) {
    return same ? Math.max(0, (points(input, size) - 1) * stride + size - input) : 0;
  }

  private double coverage(int input, int size) {
    int before = padding(input, size) / 2;
    int points = points(input, size);
    long covered = 0;
    for (int point = 0; point < points; point++) {
      int start = point * stride - before;
      covered += Math.min(input, start + size) - Math.max(0, start);
    }
    return (double) covered / ((long) points * size);
  }
}
