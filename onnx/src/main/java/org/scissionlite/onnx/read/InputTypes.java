package org.scissionlite.onnx.read;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;

/**
 * The types that a graph declares for its inputs and outputs, with the batch bound where it is
 * open.
 *
 * @param batch the size that an open batch dimension gets
 * @param batchSymbols the names that the file gives to the outermost dimensions of its inputs
 */
record InputTypes(String model, int batch, Set<String> batchSymbols) {
  static InputTypes of(ModelFile file, ReadOptions options) {
    GraphProto graph = file.proto().getGraph();
    Set<String> symbols =
        graph.getInputList().stream()
            .map(input -> input.getType().getTensorType().getShape())
            .filter(shape -> shape.getDimCount() > 0)
            .map(shape -> shape.getDim(0).getDimParam())
            .filter(symbol -> !symbol.isEmpty())
            .collect(Collectors.toSet());
    return new InputTypes(file.name(), options.batch().orElse(1), symbols);
  }

  /**
   * The type of an input.
   *
   * @throws ScissionLiteException if it is no tensor, or if a dimension is open that is no batch
   */
  TensorSpec input(ValueInfoProto info) {
    checkTensor(info);
    TypeProto.Tensor type = info.getType().getTensorType();
    if (!type.hasShape()) {
      throw new ScissionLiteException(
          "model '%s': input '%s' declares no shape".formatted(model, info.getName()));
    }
    List<Dimension> dims = type.getShape().getDimList();
    long[] bound =
        IntStream.range(0, dims.size()).mapToLong(axis -> bound(info, dims, axis)).toArray();
    return spec(info, Shape.ofLongs(bound));
  }

  private long bound(ValueInfoProto info, List<Dimension> dims, int axis) {
    Dimension dim = dims.get(axis);
    boolean isOpen = !dim.hasDimValue() || (dim.getDimValue() < 1 && axis == 0);
    if (!isOpen) {
      return dim.getDimValue();
    }
    if (axis == 0 || batchSymbols.contains(dim.getDimParam())) {
      return batch;
    }
    throw new ScissionLiteException(
        "model '%s', input '%s': dimension %d ('%s') is open; only the batch may be, so export the"
                .formatted(model, info.getName(), axis, dim.getDimParam())
            + " model with a fixed size");
  }

  /** A provisional type of an output: what the file says counts only once it is inferred. */
  TensorSpec output(ValueInfoProto info) {
    checkTensor(info);
    return spec(info, Shape.of());
  }

  private static TensorSpec spec(ValueInfoProto info, Shape shape) {
    int code = info.getType().getTensorType().getElemType();
    return new TensorSpec(info.getName(), ElementType.ofOnnxCode(code), shape);
  }

  private void checkTensor(ValueInfoProto info) {
    if (!info.getType().hasTensorType()) {
      throw new ScissionLiteException(
          "model '%s': '%s' is not declared as a tensor; only tensors can go in and out"
              .formatted(model, info.getName()));
    }
  }
}
