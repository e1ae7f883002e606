package org.scissionlite.onnx.proto;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.model.Texts;

/** Tensors, from and to ONNX messages. */
public final class TensorProtos {
  private TensorProtos() {}

  /** A tensor as a message; its bytes are shared, not copied. */
  public static TensorProto of(String name, Tensor tensor) {
    if (tensor.type().isText()) {
      return typed(name, tensor.type())
          .addAllStringData(Texts.utf8(tensor).stream().map(ByteString::copyFrom).toList())
          .build();
    }
    return typed(name, tensor.type())
        .setRawData(UnsafeByteOperations.unsafeWrap(tensor.data()))
        .build();
  }

  public static TensorProto.Builder typed(String name, TensorType type) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(type.elementType().onnxCode())
        .addAllDims(type.shape().dims().stream().map(Integer::longValue).toList());
  }

  /** The type that a message declares. */
  public static TensorType typeOf(TensorProto proto) {
    Shape shape = Shape.ofLongs(proto.getDimsList().stream().mapToLong(Long::longValue).toArray());
    return new TensorType(ElementType.ofOnnxCode(proto.getDataType()), shape);
  }

  /**
   * The tensor of a message that holds its own data. Data as raw bytes is shared; typed lists are
   * copied.
   *
   * @throws ScissionLiteException if the data does not have the size that the shape asks for
   */
  public static Tensor read(TensorProto proto) {
    TensorType type = typeOf(proto);
    if (type.isText()) {
      checkCount(proto, type.shape().elements(), proto.getStringDataCount(), "texts");
      return Texts.ofUtf8(
          type.shape(),
          proto.getStringDataList().stream().map(ByteString::asReadOnlyByteBuffer).toList());
    }
    if (proto.hasRawData()) {
      ByteBuffer data = proto.getRawData().asReadOnlyByteBuffer();
      checkCount(proto, type.bytes(), data.remaining(), "bytes");
      return new Tensor(type, data);
    }
    checkCount(proto, type.shape().elements(), listedElements(proto), "elements");
    ByteBuffer data = Tensor.allocate(type.bytes());
    fill(proto, type.elementType(), data);
    return new Tensor(type, data);
  }

  private static void checkCount(TensorProto proto, long expected, long found, String unit) {
    if (expected != found) {
      throw new ScissionLiteException(
          "tensor '%s': the shape %s asks for %d %s, the file holds %d"
              .formatted(proto.getName(), proto.getDimsList(), expected, unit, found));
    }
  }

  private static int listedElements(TensorProto proto) {
    return switch (ElementType.ofOnnxCode(proto.getDataType())) {
      case FLOAT32 -> proto.getFloatDataCount();
      case FLOAT64 -> proto.getDoubleDataCount();
      case INT64 -> proto.getInt64DataCount();
      case UINT32, UINT64 -> proto.getUint64DataCount();
      default -> proto.getInt32DataCount();
    };
  }

  private static void fill(TensorProto proto, ElementType type, ByteBuffer data) {
    IntStream indices = IntStream.range(0, listedElements(proto));
    switch (type) {
      case FLOAT32 -> indices.forEach(i -> data.putFloat(i * 4, proto.getFloatData(i)));
      case FLOAT64 -> indices.forEach(i -> data.putDouble(i * 8, proto.getDoubleData(i)));
      case INT64 -> indices.forEach(i -> data.putLong(i * 8, proto.getInt64Data(i)));
      case UINT64 -> indices.forEach(i -> data.putLong(i * 8, proto.getUint64Data(i)));
      case UINT32 -> indices.forEach(i -> data.putInt(i * 4, (int) proto.getUint64Data(i)));
      case INT32 -> indices.forEach(i -> data.putInt(i * 4, proto.getInt32Data(i)));
      case INT16, UINT16, FLOAT16, BFLOAT16 ->
          indices.forEach(i -> data.putShort(i * 2, (short) proto.getInt32Data(i)));
      case INT8, UINT8, BOOL -> indices.forEach(i -> data.put(i, (byte) proto.getInt32Data(i)));
      case STRING -> throw new IllegalStateException("texts are read before");
    }
  }
}
