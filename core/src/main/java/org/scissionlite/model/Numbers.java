package org.scissionlite.model;

import java.nio.ByteBuffer;
import org.scissionlite.error.ScissionLiteException;

/** The elements of a tensor of any type as float32, and back. */
public final class Numbers {
  private Numbers() {}

  /** Whether a type is one of floating-point numbers. */
  public static boolean isFloat(ElementType type) {
    return switch (type) {
      case FLOAT32, FLOAT16, BFLOAT16, FLOAT64 -> true;
      default -> false;
    };
  }

  /**
   * A tensor of the same shape in float32; large integers and doubles are rounded.
   *
   * @throws ScissionLiteException for one of texts
   */
  public static Tensor toFloat32(Tensor tensor) {
    if (tensor.elementType() == ElementType.FLOAT32) {
      return tensor;
    }
    float[] values = new float[Math.toIntExact(tensor.shape().elements())];
    ByteBuffer data = tensor.data();
    for (int i = 0; i < values.length; i++) {
      values[i] = next(data, tensor.elementType());
    }
    return Tensor.ofFloats(tensor.shape(), values);
  }

  private static float next(ByteBuffer data, ElementType type) {
    return switch (type) {
      case FLOAT32 -> data.getFloat();
      case FLOAT64 -> (float) data.getDouble();
      case FLOAT16 -> Float16.value(data.getShort());
      case BFLOAT16 -> Float.intBitsToFloat(data.getShort() << 16);
      case INT8, BOOL -> data.get();
      case UINT8 -> data.get() & 0xFF;
      case INT16 -> data.getShort();
      case UINT16 -> data.getShort() & 0xFFFF;
      case INT32 -> data.getInt();
      case UINT32 -> Integer.toUnsignedLong(data.getInt());
      case INT64, UINT64 -> data.getLong();
      case STRING -> throw noNumbers();
    };
  }

  /**
   * Puts a value into a tensor's data at an element's place: rounded to the nearest value of the
   * type, integers held to its range.
   */
  public static void put(ByteBuffer data, int index, ElementType type, float value) {
    int at = index * type.bytes();
    switch (type) {
      case FLOAT32 -> data.putFloat(at, value);
      case FLOAT64 -> data.putDouble(at, value);
      case FLOAT16 -> data.putShort(at, Float16.of(value));
      case BFLOAT16 -> data.putShort(at, bfloat16(value));
      case BOOL -> data.put(at, (byte) (value == 0 ? 0 : 1));
      case INT8 -> data.put(at, (byte) rounded(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
      case UINT8 -> data.put(at, (byte) rounded(value, 0, 255));
      case INT16 -> data.putShort(at, (short) rounded(value, Short.MIN_VALUE, Short.MAX_VALUE));
      case UINT16 -> data.putShort(at, (short) rounded(value, 0, 65535));
      case INT32 -> data.putInt(at, Math.round(value));
      case UINT32 -> data.putInt(at, (int) Math.max(0, (long) value));
      case INT64, UINT64 -> data.putLong(at, (long) Math.rint(value));
      case STRING -> throw noNumbers();
    }
  }

  private static ScissionLiteException noNumbers() {
    return new ScissionLiteException("expected a tensor of numbers, got one of texts");
  }

  private static short bfloat16(float value) {
    int bits = Float.floatToIntBits(value);
    int roundedUp = bits + 0x7FFF + (bits >>> 16 & 1);
    return (short) ((Float.isFinite(value) ? roundedUp : bits) >>> 16);
  }

  private static int rounded(float value, int least, int most) {
    return Math.max(least, Math.min(most, Math.round(value)));
  }
}
