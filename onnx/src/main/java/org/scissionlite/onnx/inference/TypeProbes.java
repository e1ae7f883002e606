package org.scissionlite.onnx.inference;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Numbers;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/**
 * Runs of a graph on several inputs, to find the types that are the same in all: on zeros, on
 * values around zero, and on values from 1 to 4.
 */
final class TypeProbes {
  private static final long SEED = 1;

  /** The values of one run: floats from lowest to highest, whole numbers from least to most. */
  private record Values(float lowest, float highest, int least, int most) {}

  private static final Values ZEROS = new Values(0, 0, 0, 0);
  private static final List<Values> ORDINARY =
      List.of(new Values(-1, 1, 1, 1), new Values(1, 4, 1, 3));

  private TypeProbes() {}

  /**
   * The types that all runs agree on. A run that fails, as a table has no such row, tells nothing;
   * where all but the one on zeros fail, no type is known.
   *
   * @throws ScissionLiteException if the graph does not run on zeros
   */
  static Map<String, TensorType> agreed(
      List<TensorSpec> inputs, GraphProbe probe, Set<String> tensors) {
    Map<String, TensorType> zeros = types(probe.run(filled(inputs, ZEROS), Map.of(), tensors));
    List<Map<String, TensorType>> others = new ArrayList<>();
    for (Values values : ORDINARY) {
      try {
        others.add(types(probe.run(filled(inputs, values), Map.of(), tensors)));
      } catch (ScissionLiteException e) {
        // Not every model takes every value.
      }
    }
    others.forEach(other -> zeros.entrySet().retainAll(other.entrySet()));
    return others.isEmpty() ? Map.of() : zeros;
  }

  private static Map<String, TensorType> types(Map<String, Tensor> tensors) {
    Map<String, TensorType> types = new HashMap<>();
    tensors.forEach((name, tensor) -> types.put(name, tensor.type()));
    return types;
  }

  private static Map<String, Tensor> filled(List<TensorSpec> inputs, Values values) {
    Random random = new Random(SEED);
    return inputs.stream()
        .collect(Collectors.toMap(TensorSpec::name, spec -> filled(spec.type(), values, random)));
  }

  private static Tensor filled(TensorType type, Values values, Random random) {
    Tensor tensor = Tensor.zeros(type);
    ByteBuffer data = tensor.data();
    int bytes = type.elementType().bytes();
    for (int i = 0; i < data.limit(); i += bytes) {
      float number = values.lowest() + random.nextFloat() * (values.highest() - values.lowest());
      switch (type.elementType()) {
        case FLOAT32 -> data.putFloat(i, number);
        case FLOAT64 -> data.putDouble(i, number);
        case FLOAT16, BFLOAT16 -> Numbers.put(data, i / bytes, type.elementType(), number);
        case BOOL -> data.put(i, (byte) values.least());
        case STRING -> data.putInt(i, 0);
        default -> data.put(i, (byte) random.nextInt(values.least(), values.most() + 1));
      }
    }
    return tensor;
  }
}
