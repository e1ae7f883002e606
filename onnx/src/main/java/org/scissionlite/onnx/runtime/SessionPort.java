package org.scissionlite.onnx.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/**
 * An input or output of a session.
 *
 * @param dims its dimensions; -1 where the file leaves one open
 */
record SessionPort(String name, ElementType elementType, List<Long> dims) {
  static SessionPort of(NodeInfo info) {
    if (!(info.getInfo() instanceof TensorInfo tensor)) {
      throw new ScissionLiteException(
          "'%s' is not a tensor; only models with tensors as inputs and outputs can run"
              .formatted(info.getName()));
    }
    return new SessionPort(
        info.getName(),
        OrtTypes.elementType(tensor),
        Arrays.stream(tensor.getShape()).boxed().toList());
  }

  static boolean isTensor(NodeInfo info) {
    return info.getInfo() instanceof TensorInfo;
  }

  /** Its type, with open dimensions bound to 1. */
  TensorSpec spec() {
    return new TensorSpec(
        name,
        elementType,
        Shape.ofLongs(dims.stream().mapToLong(dim -> dim < 0 ? 1 : dim).toArray()));
  }

  /**
   * Whether its bytes are known before a run. ONNX Runtime does not tell a scalar from a tensor of
   * unknown rank, so neither counts; texts are of any length.
   */
  boolean isFixed() {
    return elementType != ElementType.STRING
        && !dims.isEmpty()
        && dims.stream().allMatch(dim -> dim >= 0);
  }

  boolean accepts(TensorType type) {
    List<Integer> found = type.shape().dims();
    return type.elementType() == elementType
        && found.size() == dims.size()
        && IntStream.range(0, dims.size())
            .allMatch(i -> dims.get(i) < 0 || dims.get(i) == found.get(i).longValue());
  }

  /** What it accepts, for messages; open dimensions as -1. */
  String expected() {
    return elementType.name().toLowerCase(java.util.Locale.ROOT)
        + " "
        + dims.toString().replace(" ", "");
  }
}
