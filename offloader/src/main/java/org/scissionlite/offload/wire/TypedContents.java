package org.scissionlite.offload.wire;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.model.Texts;
import org.scissionlite.protocol.InferTensorContents;

/**
 * Tensors whose elements come one by one, in the field of their datatype: fp32_contents and so on.
 */
public final class TypedContents {
  private TypedContents() {}

  /**
   * The field that a datatype's elements come in; empty for FP16 and BF16, which come as raw bytes
   * only.
   */
  private static String field(ElementType type) {
    return switch (type) {
      case BOOL -> "bool_contents";
      case INT8, INT16, INT32 -> "int_contents";
      case INT64 -> "int64_contents";
      case UINT8, UINT16, UINT32 -> "uint_contents";
      case UINT64 -> "uint64_contents";
      case FLOAT32 -> "fp32_contents";
      case FLOAT64 -> "fp64_contents";
      case STRING -> "bytes_contents";
      case FLOAT16, BFLOAT16 -> "";
    };
  }

  /**
   * The most bytes that one element takes: a negative INT8 is written with 10. A text takes no more
   * than in raw contents, where 4 stand in front of it.
   */
  static int maxBytes(ElementType type) {
    return switch (type) {
      case BOOL -> 1;
      case UINT8, FLOAT16, BFLOAT16 -> 2;
      case UINT16 -> 3;
      case FLOAT32, STRING -> 4;
      case UINT32 -> 5;
      case FLOAT64 -> 8;
      case INT8, INT16, INT32, INT64, UINT64 -> 10;
    };
  }

  /**
   * The number of elements in a tensor's contents.
   *
   * @throws ScissionLiteException if they are not, or not all, in the field of the datatype
   */
  public static int count(InferTensorContents contents, ElementType type) {
    String expected = field(type);
    if (expected.isEmpty()) {
      throw new ScissionLiteException(
          "%s comes in raw_input_contents only".formatted(type.protocolName()));
    }
    Set<String> found =
        contents.getAllFields().keySet().stream()
            .map(field -> field.getName())
            .collect(Collectors.toSet());
    if (!Set.of(expected).containsAll(found)) {
      throw new ScissionLiteException(
          "expected %s elements in %s, got %s".formatted(type.protocolName(), expected, found));
    }
    return contents.getRepeatedFieldCount(
        InferTensorContents.getDescriptor().findFieldByName(expected));
  }

  /**
   * The tensor of contents.
   *
   * @throws ScissionLiteException if they are not the elements of such a tensor
   */
  public static Tensor tensor(InferTensorContents contents, TensorType type) {
    int count = count(contents, type.elementType());
    if (count != type.shape().elements()) {
      throw new ScissionLiteException(
          "expected %d elements, got %d".formatted(type.shape().elements(), count));
    }
    if (type.isText()) {
      return Texts.ofUtf8(
          type.shape(),
          contents.getBytesContentsList().stream().map(ByteString::asReadOnlyByteBuffer).toList());
    }
    Tensor tensor = Tensor.zeros(type);
    copy(contents, type.elementType(), tensor.data());
    return tensor;
  }

  /**
   * Writes numbers into a tensor's buffer, from its beginning.
   *
   * @param target little-endian, of as many elements as {@link #count} says
   * @throws ScissionLiteException if an element is out of its datatype's range
   */
  public static void copy(InferTensorContents contents, ElementType type, ByteBuffer target) {
    int count = count(contents, type);
    switch (type) {
      case FLOAT32 -> {
        for (int i = 0; i < count; i++) {
          target.putFloat(contents.getFp32Contents(i));
        }
      }
      case FLOAT64 -> {
        for (int i = 0; i < count; i++) {
          target.putDouble(contents.getFp64Contents(i));
        }
      }
      case BOOL -> {
        for (int i = 0; i < count; i++) {
          target.put((byte) (contents.getBoolContents(i) ? 1 : 0));
        }
      }
      default -> copyIntegers(contents, type, target);
    }
  }

  private static void copyIntegers(
      InferTensorContents contents, ElementType type, ByteBuffer target) {
    int count = count(contents, type);
    for (int i = 0; i < count; i++) {
      switch (type) {
        case INT64 -> target.putLong(contents.getInt64Contents(i));
        case UINT64 -> target.putLong(contents.getUint64Contents(i));
        case INT8, INT16, INT32 -> putSigned(contents.getIntContents(i), type, target);
        default -> putUnsigned(contents.getUintContents(i), type, target);
      }
    }
  }

  private static void putSigned(int value, ElementType type, ByteBuffer target) {
    int unused = 32 - 8 * type.bytes();
    if (value << unused >> unused != value) {
      throw outOfRange(value, type);
    }
    putLowBytes(value, type, target);
  }

  private static void putUnsigned(int value, ElementType type, ByteBuffer target) {
    int unused = 32 - 8 * type.bytes();
    if (value << unused >>> unused != value) {
      throw outOfRange(Integer.toUnsignedLong(value), type);
    }
    putLowBytes(value, type, target);
  }

  private static void putLowBytes(int value, ElementType type, ByteBuffer target) {
    switch (type.bytes()) {
      case 1 -> target.put((byte) value);
      case 2 -> target.putShort((short) value);
      default -> target.putInt(value);
    }
  }

  private static ScissionLiteException outOfRange(long value, ElementType type) {
    return new ScissionLiteException("%d is no %s".formatted(value, type.protocolName()));
  }
}
