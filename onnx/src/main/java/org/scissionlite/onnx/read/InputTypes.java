package org.scissionlite.onnx.read;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;

/**
 * The types that a graph declares for its inputs and outputs, with the batch bound where it is
 * open.
 *
 * @param batch the size that an open batch dimension gets
 * @param shapes the sizes that are asked for, by the inputs' names
 * @param batchSymbols the names that the file gives to the outermost dimensions of its inputs
 * @param resizes whether the sizes that are asked for may differ from those that the file fixes
 */
record InputTypes(
    String model, int batch, Set<String> batchSymbols, Map<String, Shape> shapes, boolean resizes) {
  static InputTypes of(ModelFile file, ReadOptions options) {
    GraphProto graph = file.proto().getGraph();
    Set<String> symbols =
        graph.getInputList().stream()
            .map(input -> input.getType().getTensorType().getShape())
            .filter(shape -> shape.getDimCount() > 0)
            .map(shape -> shape.getDim(0).getDimParam())
            .filter(symbol -> !symbol.isEmpty())
            .collect(Collectors.toSet());
    InputTypes types =
        new InputTypes(
            file.name(), options.batch().orElse(1), symbols, options.shapes(), options.resizes());
    types.checkNames(graph.getInputList().stream().map(ValueInfoProto::getName).toList());
    return types;
  }

  private void checkNames(List<String> inputs) {
    for (String name : shapes.keySet()) {
      if (!inputs.contains(name)) {
        throw UsageException.unknownName("input of model '%s'".formatted(model), name, inputs);
      }
    }
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
    Shape asked = shapes.get(info.getName());
    if (asked != null) {
      return spec(info, asked(info, dims, asked));
    }
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
    throw new UsageException(
        "model '%s', input '%s': dimension %d ('%s') is open; give its size with --shape %s=%s"
            .formatted(
                model, info.getName(), axis, dim.getDimParam(), info.getName(), template(dims)));
  }

  /** The dimensions of an input with a word for each that is open, such as "1,3,height,width". */
  private String template(List<Dimension> dims) {
    return IntStream.range(0, dims.size())
        .mapToObj(
            axis -> {
              Dimension dim = dims.get(axis);
              if (dim.getDimValue() > 0) {
                return String.valueOf(dim.getDimValue());
              }
              String symbol = dim.getDimParam();
              boolean isBatch = axis == 0 || batchSymbols.contains(symbol);
              return isBatch ? String.valueOf(batch) : symbol.isEmpty() ? "N" + axis : symbol;
            })
        .collect(Collectors.joining(","));
  }

  private Shape asked(ValueInfoProto info, List<Dimension> dims, Shape asked) {
    boolean fits =
        asked.rank() == dims.size()
            && asked.dims().stream().allMatch(dim -> dim > 0)
            && IntStream.range(0, dims.size())
                .allMatch(
                    axis ->
                        resizes
                            || dims.get(axis).getDimValue() < 1
                            || dims.get(axis).getDimValue() == asked.dim(axis));
    if (!fits) {
      throw new UsageException(
          "model '%s', input '%s': expected a shape %s, got %s"
              .formatted(model, info.getName(), template(dims), asked));
    }
    return asked;
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
