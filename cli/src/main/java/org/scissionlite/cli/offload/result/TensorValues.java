package org.scissionlite.cli.offload.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.model.Float16;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.Texts;

/**
 * A tensor as JSON, with the names of the Open Inference Protocol.
 *
 * @param datatype such as "FP32"
 * @param shape its dimensions
 * @param data the elements, row by row: numbers, truths or texts
 */
record TensorValues(String datatype, List<Integer> shape, List<Object> data) {
  /**
   * The same without the elements.
   *
   * @param file where they are; null where nobody asked for them
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Head(String datatype, List<Integer> shape, String file) {
    static Head of(Tensor tensor, String file) {
      return new Head(tensor.elementType().protocolName(), tensor.shape().dims(), file);
    }
  }

  static TensorValues of(Tensor tensor) {
    ByteBuffer bytes = tensor.data();
    List<Object> values = new ArrayList<>();
    while (bytes.hasRemaining()) {
      values.add(next(tensor, bytes));
    }
    return new TensorValues(tensor.elementType().protocolName(), tensor.shape().dims(), values);
  }

  private static Object next(Tensor tensor, ByteBuffer bytes) {
    return switch (tensor.elementType()) {
      case FLOAT32 -> bytes.getFloat();
      case FLOAT64 -> bytes.getDouble();
      case FLOAT16 -> (double) Float16.value(bytes.getShort());
      case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort() << 16);
      case INT8 -> bytes.get();
      case UINT8 -> bytes.get() & 0xFF;
      case INT16 -> bytes.getShort();
      case UINT16 -> bytes.getShort() & 0xFFFF;
      case INT32 -> bytes.getInt();
      case UINT32 -> Integer.toUnsignedLong(bytes.getInt());
      case INT64 -> bytes.getLong();
      case UINT64 -> new java.math.BigInteger(Long.toUnsignedString(bytes.getLong()));
      case BOOL -> bytes.get() != 0;
      case STRING -> Texts.next(bytes);
    };
  }
}
