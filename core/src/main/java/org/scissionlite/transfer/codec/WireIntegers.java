package org.scissionlite.transfer.codec;

import java.nio.ByteBuffer;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/** The integers of wire tensors: int8, uint8 and int16, widened to 16 bits. */
public final class WireIntegers {
  private static final int LARGEST_INT8 = 63;

  private WireIntegers() {}

  /** The type of levels: int8 where it leaves room for some twice as large as the samples'. */
  public static ElementType typeFor(int largestLevel) {
    return largestLevel <= LARGEST_INT8 ? ElementType.INT8 : ElementType.INT16;
  }

  /** The elements of a tensor. */
  public static short[] read(Tensor tensor) {
    requireIntegers(tensor.type());
    ByteBuffer data = tensor.data();
    short[] values = new short[Math.toIntExact(tensor.shape().elements())];
    if (tensor.elementType() == ElementType.INT16) {
      data.asShortBuffer().get(values);
      return values;
    }
    byte[] bytes = new byte[values.length];
    data.get(bytes);
    int mask = tensor.elementType() == ElementType.UINT8 ? 0xFF : -1;
    for (int i = 0; i < bytes.length; i++) {
      values[i] = (short) (bytes[i] & mask);
    }
    return values;
  }

  /**
   * The tensor of elements.
   *
   * @throws ScissionLiteException if the type cannot hold an element
   */
  public static Tensor tensor(TensorType type, short[] values) {
    requireIntegers(type);
    Tensor tensor = Tensor.zeros(type);
    if (type.elementType() == ElementType.INT16) {
      tensor.data().asShortBuffer().put(values);
      return tensor;
    }
    int low = type.elementType() == ElementType.UINT8 ? 0 : Byte.MIN_VALUE;
    int outside = 0;
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
      outside |= (values[i] - low) & ~0xFF;
    }
    if (outside != 0) {
      throw new ScissionLiteException("payload: damaged, it holds values that are no " + type);
    }
    tensor.data().put(bytes);
    return tensor;
  }

  private static void requireIntegers(TensorType type) {
    switch (type.elementType()) {
      case INT8, UINT8, INT16 -> {}
      default ->
          throw new ScissionLiteException(
              "codec: expected a tensor of int8, uint8 or int16, got " + type);
    }
  }
}
