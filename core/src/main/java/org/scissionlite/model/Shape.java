package org.scissionlite.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;

/**
 * The concrete dimensions of a tensor, outermost first; a scalar has none. No dimension is
 * negative.
 */
public record Shape(List<Integer> dims) {
  public Shape {
    dims = List.copyOf(dims);
    if (dims.stream().anyMatch(dim -> dim < 0)) {
      throw new ScissionLiteException("shape %s: a dimension is negative".formatted(dims));
    }
  }

  public static Shape of(int... dims) {
    return new Shape(Arrays.stream(dims).boxed().toList());
  }

  /**
   * The shape of long dimensions, as ONNX and ONNX Runtime give them.
   *
   * @throws ScissionLiteException for a dimension below 0 or above 2^31 - 1
   */
  public static Shape ofLongs(long... dims) {
    for (long dim : dims) {
      if (dim < 0 || dim > Integer.MAX_VALUE) {
        throw new ScissionLiteException(
            "shape %s: dimension %d is out of range".formatted(Arrays.toString(dims), dim));
      }
    }
    return new Shape(Arrays.stream(dims).mapToObj(Math::toIntExact).toList());
  }

  /**
   * A shape in writing, such as "1,3,480,640".
   *
   * @param place where it stands, for the message
   * @throws UsageException if it is none, or a dimension is below 1
   */
  public static Shape parse(String place, String text) {
    List<String> dims = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (!dims.stream().allMatch(dim -> dim.matches("0*[1-9]\\d{0,8}"))) {
      throw new UsageException(
          "%s: expected positive numbers separated by commas, such as 1,3,480,640, got '%s'"
              .formatted(place, text));
    }
    return new Shape(dims.stream().map(Integer::valueOf).toList());
  }

  public int rank() {
    return dims.size();
  }

  /** The dimension at an axis; a negative axis counts from the innermost. */
  public int dim(int axis) {
    return dims.get(axis < 0 ? rank() + axis : axis);
  }

  /**
   * The number of elements: [1,64,28,28] has 50,176.
   *
   * @throws ScissionLiteException if it does not fit into 63 bits
   */
  public long elements() {
    try {
      return dims.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new ScissionLiteException("shape %s has too many elements".formatted(this), e);
    }
  }

  public long[] toLongs() {
    return dims.stream().mapToLong(Integer::longValue).toArray();
  }

  @Override
  public String toString() {
    return dims.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }
}
