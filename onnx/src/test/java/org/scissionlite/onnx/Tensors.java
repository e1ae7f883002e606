package org.scissionlite.onnx;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.scissionlite.engine.Session;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Float16;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.onnx.runtime.OrtEngine;

/** Random tensors, and how far tensors are apart. */
public final class Tensors {
  private Tensors() {}

  /** Seeded inputs between -1 and 1 (floats), or 0 and 2 (integers); empty texts. */
  public static Map<String, Tensor> inputs(Iterable<TensorSpec> specs, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> inputs = new java.util.LinkedHashMap<>();
    specs.forEach(spec -> inputs.put(spec.name(), random(spec.type(), random)));
    return inputs;
  }

  public static Tensor random(TensorType type, Random random) {
    Tensor tensor = Tensor.zeros(type);
    ByteBuffer data = tensor.data();
    int size = type.elementType().bytes();
    for (int i = 0; i < type.shape().elements(); i++) {
      float value = random.nextFloat() * 2 - 1;
      switch (type.elementType()) {
        case FLOAT32 -> data.putFloat(i * size, value);
        case FLOAT64 -> data.putDouble(i * size, value);
        case FLOAT16 -> data.putShort(i * size, Float16.of(value));
        case STRING -> data.putInt(i * size, 0);
        default -> data.put(i * size, (byte) random.nextInt(2));
      }
    }
    return tensor;
  }

  /** The largest difference of two outputs, as a share of the largest value of the first. */
  public static double relativeDifference(Tensor expected, Tensor found) {
    Tensor left = widened(expected);
    Tensor right = widened(found);
    return left.maxAbsDifference(right) / Math.max(left.maxAbs(), 1e-30);
  }

  /** The same with the outputs of two runs. */
  public static double relativeDifference(Map<String, Tensor> expected, Map<String, Tensor> found) {
    return expected.entrySet().stream()
        .mapToDouble(entry -> relativeDifference(entry.getValue(), found.get(entry.getKey())))
        .max()
        .orElseThrow();
  }

  private static Tensor widened(Tensor tensor) {
    ElementType type = tensor.elementType();
    if (type == ElementType.FLOAT32) {
      return tensor;
    }
    int count = (int) tensor.shape().elements();
    ByteBuffer data = tensor.data();
    float[] values = new float[count];
    IntStream.range(0, count)
        .forEach(i -> values[i] = widened(type, data.slice(i * type.bytes(), type.bytes())));
    return Tensor.ofFloats(tensor.shape(), values);
  }

  private static float widened(ElementType type, ByteBuffer element) {
    element.order(java.nio.ByteOrder.LITTLE_ENDIAN);
    return switch (type) {
      case FLOAT16 -> widened(element.getShort());
      case FLOAT64 -> (float) element.getDouble();
      case INT64 -> element.getLong();
      case INT32 -> element.getInt();
      default -> element.get();
    };
  }

  private static float widened(short half) {
    int exponent = (half >> 10) & 31;
    float magnitude =
        exponent == 0
            ? (half & 1023) * 0x1p-24f
            : Math.scalb(1 + (half & 1023) / 1024f, exponent - 15);
    return half < 0 ? -magnitude : magnitude;
  }

  /** The outputs of a graph. */
  public static Map<String, Tensor> run(ModelGraph graph, Map<String, Tensor> inputs) {
    try (Session session = new OrtEngine().open(graph, 2)) {
      return session.run(
          inputs.entrySet().stream()
              .filter(
                  entry -> graph.inputs().stream().anyMatch(in -> in.name().equals(entry.getKey())))
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
  }

  /** A tensor of bytes as they lie in a file, little-endian. */
  static Tensor ofBytes(Shape shape, byte[] bytes) {
    return new Tensor(new TensorType(ElementType.FLOAT32, shape), ByteBuffer.wrap(bytes));
  }
}
