package org.scissionlite.task;

import java.nio.ByteBuffer;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Float16;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** The elements of a tensor as numbers, whatever its type. */
final class Numbers {
  private Numbers() {}

  /** Whether elements are fractions. */
  static boolean areFractions(TensorSpec spec) {
    return switch (spec.elementType()) {
      case FLOAT16, FLOAT32, FLOAT64 -> true;
      default -> false;
    };
  }

  /** Whether elements are whole numbers. */
  static boolean areWhole(TensorSpec spec) {
    return switch (spec.elementType()) {
      case INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64 -> true;
      default -> false;
    };
  }

  static float[] floats(Tensor tensor) {
    if (tensor.elementType() == ElementType.FLOAT32) {
      return tensor.toFloats();
    }
    float[] values = new float[Math.toIntExact(tensor.shape().elements())];
    ByteBuffer bytes = tensor.data();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) next(tensor.elementType(), bytes);
    }
    return values;
  }

  static long[] longs(Tensor tensor) {
    if (tensor.elementType() == ElementType.INT64) {
      return tensor.toLongs();
    }
    long[] values = new long[Math.toIntExact(tensor.shape().elements())];
    ByteBuffer bytes = tensor.data();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.round(next(tensor.elementType(), bytes));
    }
    return values;
  }

  private static double next(ElementType type, ByteBuffer bytes) {
    return switch (type) {
      case FLOAT32 -> bytes.getFloat();
      case FLOAT64 -> bytes.getDouble();
      case FLOAT16 -> Float16.value(bytes.getShort());
      case INT8 -> bytes.get();
      case UINT8, BOOL -> bytes.get() & 0xFF;
      case INT16 -> bytes.getShort();
      case UINT16 -> bytes.getShort() & 0xFFFF;
      case INT32 -> bytes.getInt();
      case UINT32 -> Integer.toUnsignedLong(bytes.getInt());
      case INT64 -> bytes.getLong();
      default -> throw new ScissionLiteException("no task reads numbers of type " + type);
    };
  }

  static double sigmoid(double value) {
    return 1 / (1 + StrictMath.exp(-value));
  }
}
