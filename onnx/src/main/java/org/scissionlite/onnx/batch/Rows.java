package org.scissionlite.onnx.batch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/** Tensors of batch 1, one after another in a tensor of a larger batch. */
public final class Rows {
  private Rows() {}

  /** The type of so many tensors together: 8 of [1,3,224,224] are [8,3,224,224]. */
  public static TensorType type(TensorSpec spec, int rows) {
    List<Integer> dims = new ArrayList<>(spec.shape().dims());
    dims.set(0, rows);
    return new TensorType(spec.elementType(), new Shape(dims));
  }

  /** The tensor of one row, on the memory of all. */
  public static Tensor row(TensorSpec spec, Tensor all, int index) {
    int bytes = Math.toIntExact(spec.bytes());
    return new Tensor(spec.type(), all.data().slice(index * bytes, bytes));
  }

  /** A copy of the inputs of several runs as those of one. */
  static Map<String, Tensor> joined(List<TensorSpec> specs, List<Map<String, Tensor>> runs) {
    Map<String, Tensor> joined = new LinkedHashMap<>();
    for (TensorSpec spec : specs) {
      TensorType type = type(spec, runs.size());
      ByteBuffer data = Tensor.allocate(type.bytes());
      runs.forEach(run -> data.put(run.get(spec.name()).data()));
      joined.put(spec.name(), new Tensor(type, data.flip()));
    }
    return joined;
  }
}
