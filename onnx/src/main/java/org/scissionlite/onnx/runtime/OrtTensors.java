package org.scissionlite.onnx.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.model.Texts;

/** Tensors as ONNX Runtime sees them, on the same memory where it can be; closed together. */
public final class OrtTensors implements AutoCloseable {
  private final Map<String, OnnxTensor> values = new LinkedHashMap<>();

  private OrtTensors() {}

  public static OrtTensors of(OrtEnvironment environment, Map<String, Tensor> tensors)
      throws OrtException {
    OrtTensors made = new OrtTensors();
    try {
      for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
        made.values.put(entry.getKey(), wrap(environment, entry.getValue()));
      }
      return made;
    } catch (Throwable e) {
      made.close();
      throw e;
    }
  }

  public Map<String, OnnxTensor> values() {
    return values;
  }

  /**
   * Whether ONNX Runtime can use the tensor's memory: no texts, direct, aligned to its elements.
   */
  static boolean isUsableInPlace(Tensor tensor) {
    ByteBuffer data = tensor.data();
    return !tensor.type().isText()
        && data.isDirect()
        && data.alignmentOffset(0, tensor.elementType().bytes()) == 0;
  }

  /** The tensor itself, or a copy in memory that ONNX Runtime can use. */
  static Tensor usableInPlace(Tensor tensor) {
    if (isUsableInPlace(tensor)) {
      return tensor;
    }
    ByteBuffer copy = Tensor.allocate(tensor.type().bytes()).put(tensor.data()).flip();
    return new Tensor(tensor.type(), copy);
  }

  /** Whether the Java interface of ONNX Runtime can make tensors of a type on memory of ours. */
  public static boolean isRepresentable(ElementType type) {
    return switch (type) {
      case UINT16, UINT32, UINT64, STRING -> false;
      default -> true;
    };
  }

  private static OnnxTensor wrap(OrtEnvironment environment, Tensor tensor) throws OrtException {
    long[] shape = tensor.shape().toLongs();
    if (tensor.type().isText()) {
      return OnnxTensor.createTensor(environment, Texts.of(tensor).toArray(String[]::new), shape);
    }
    ByteBuffer data = usableInPlace(tensor).data();
    return switch (tensor.elementType()) {
      case FLOAT32 -> OnnxTensor.createTensor(environment, data.asFloatBuffer(), shape);
      case FLOAT64 -> OnnxTensor.createTensor(environment, data.asDoubleBuffer(), shape);
      case INT64 -> OnnxTensor.createTensor(environment, data.asLongBuffer(), shape);
      case INT32 -> OnnxTensor.createTensor(environment, data.asIntBuffer(), shape);
      case INT16 -> OnnxTensor.createTensor(environment, data.asShortBuffer(), shape);
      case FLOAT16 ->
          OnnxTensor.createTensor(environment, data.asShortBuffer(), shape, OnnxJavaType.FLOAT16);
      case BFLOAT16 ->
          OnnxTensor.createTensor(environment, data.asShortBuffer(), shape, OnnxJavaType.BFLOAT16);
      case INT8 -> OnnxTensor.createTensor(environment, data, shape, OnnxJavaType.INT8);
      case UINT8 -> OnnxTensor.createTensor(environment, data, shape, OnnxJavaType.UINT8);
      case BOOL -> OnnxTensor.createTensor(environment, data, shape, OnnxJavaType.BOOL);
      case UINT16, UINT32, UINT64, STRING ->
          throw new ScissionLiteException(
              "the Java interface of ONNX Runtime takes no tensors of %s"
                  .formatted(tensor.elementType()));
    };
  }

  /** A copy of an output. */
  public static Tensor read(String name, OnnxValue value) throws OrtException {
    if (!(value instanceof OnnxTensor tensor)) {
      throw new ScissionLiteException("output '%s' is not a tensor".formatted(name));
    }
    TensorType type =
        new TensorType(
            OrtTypes.elementType(tensor.getInfo()), Shape.ofLongs(tensor.getInfo().getShape()));
    if (type.bytes() == 0) {
      return Tensor.zeros(type);
    }
    return type.isText()
        ? Texts.tensor(type.shape(), texts(tensor.getValue()).toList())
        : new Tensor(type, tensor.getByteBuffer());
  }

  /** A text, or arrays of texts in arrays. */
  private static Stream<String> texts(Object value) {
    return value instanceof Object[] array
        ? Arrays.stream(array).flatMap(OrtTensors::texts)
        : Stream.of((String) value);
  }

  @Override
  public void close() {
    values.values().forEach(OnnxTensor::close);
  }
}
