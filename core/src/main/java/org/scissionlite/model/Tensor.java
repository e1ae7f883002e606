package org.scissionlite.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.scissionlite.error.ScissionLiteException;

/**
 * A tensor with its data: row-major, little-endian, one buffer of exactly the type's bytes. A
 * tensor of texts has those of {@link Texts}.
 *
 * <p>The data is shared, not copied: feature maps and weights are large. {@link #data()} hands out
 * a view of its own, so that position and limit of one reader do not disturb another; nobody writes
 * into a tensor after it was made.
 */
public record Tensor(TensorType type, ByteBuffer data) {
  public Tensor {
    if (type.isText()) {
      Texts.require(type, data);
    } else if (data.remaining() != type.bytes()) {
      throw new ScissionLiteException(
          "tensor %s: expected %d bytes, got %d".formatted(type, type.bytes(), data.remaining()));
    }
    data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A view of the data from its beginning, little-endian. */
  @Override
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  public Shape shape() {
    return type.shape();
  }

  public ElementType elementType() {
    return type.elementType();
  }

  public static Tensor ofFloats(Shape shape, float... values) {
    ByteBuffer data = allocate(4L * values.length);
    data.asFloatBuffer().put(values);
    return new Tensor(new TensorType(ElementType.FLOAT32, shape), data);
  }

  public static Tensor ofLongs(Shape shape, long... values) {
    ByteBuffer data = allocate(8L * values.length);
    data.asLongBuffer().put(values);
    return new Tensor(new TensorType(ElementType.INT64, shape), data);
  }

  /** A float32 scalar, of rank 0. */
  public static Tensor scalar(float value) {
    return ofFloats(Shape.of(), value);
  }

  /** A one-dimensional int64 tensor, as ONNX takes shapes, pads and axes. */
  public static Tensor vector(long... values) {
    return ofLongs(Shape.of(values.length), values);
  }

  /** A tensor of zeros, or of empty texts, in a direct buffer. */
  public static Tensor zeros(TensorType type) {
    return new Tensor(type, allocate(type.bytes()));
  }

  /** A direct, little-endian buffer, which ONNX Runtime uses without copying. */
  public static ByteBuffer allocate(long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      throw new ScissionLiteException("a tensor of %d bytes is over 2 GiB".formatted(bytes));
    }
    return ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The elements of a float32 tensor, without a copy. */
  public FloatBuffer floats() {
    require(ElementType.FLOAT32);
    return data().asFloatBuffer();
  }

  /** A copy of the elements of a float32 tensor. */
  public float[] toFloats() {
    float[] values = new float[Math.toIntExact(shape().elements())];
    floats().get(values);
    return values;
  }

  /** A copy of the elements of an int64 tensor. */
  public long[] toLongs() {
    require(ElementType.INT64);
    long[] values = new long[Math.toIntExact(shape().elements())];
    data().asLongBuffer().get(values);
    return values;
  }

  /**
   * The largest absolute difference of two float32 tensors of one shape; NaN where one of them has
   * a NaN that the other has not.
   */
  public double maxAbsDifference(Tensor other) {
    if (!type.equals(other.type)) {
      throw new ScissionLiteException("cannot compare %s with %s".formatted(type, other.type));
    }
    float[] a = toFloats();
    float[] b = other.toFloats();
    return IntStream.range(0, a.length)
        .filter(i -> !(Float.isNaN(a[i]) && Float.isNaN(b[i])) && a[i] != b[i])
        .mapToDouble(i -> Math.abs((double) a[i] - b[i]))
        .reduce(0, Math::max);
  }

  /** The largest absolute value of a float32 tensor, the scale that errors are compared with. */
  public double maxAbs() {
    FloatBuffer values = floats();
    return IntStream.range(0, values.limit())
        .mapToDouble(i -> Math.abs(values.get(i)))
        .max()
        .orElse(0);
  }

  private void require(ElementType expected) {
    if (elementType() != expected) {
      throw new ScissionLiteException("expected a tensor of %s, got %s".formatted(expected, type));
    }
  }

  @Override
  public String toString() {
    return "tensor " + type;
  }
}
