package org.scissionlite.onnx.read;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;

/**
 * What an ONNX file says of its inputs and outputs, with the sizes that it leaves open.
 *
 * @param inputs that are given to each run, in the file's order
 * @param outputs in the file's order
 */
public record DeclaredTensors(List<Declared> inputs, List<Declared> outputs) {
  /** Stands for a size that is open. */
  public static final long OPEN = -1;

  public DeclaredTensors {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * One tensor.
   *
   * @param dims its sizes, {@link #OPEN} where the file leaves one open
   */
  public record Declared(String name, ElementType elementType, List<Long> dims) {
    public Declared {
      dims = List.copyOf(dims);
    }
  }

  /**
   * Reads them from the bytes of a file; its weights are not looked at.
   *
   * @throws ScissionLiteException if they are no ONNX file, or one of the tensors has no shape
   */
  public static DeclaredTensors read(OnnxBytes model) {
    GraphProto graph = ModelFile.parse(model).getGraph();
    Set<String> constants =
        graph.getInitializerList().stream()
            .map(initializer -> initializer.getName())
            .collect(Collectors.toSet());
    return new DeclaredTensors(
        graph.getInputList().stream()
            .filter(input -> !constants.contains(input.getName()))
            .map(DeclaredTensors::of)
            .toList(),
        graph.getOutputList().stream().map(DeclaredTensors::of).toList());
  }

  /** Whether the first size of every tensor is open, as that of a batch. */
  public boolean batchIsOpen() {
    return !inputs.isEmpty()
        && inputs.stream().allMatch(DeclaredTensors::beginsOpen)
        && outputs.stream().allMatch(DeclaredTensors::beginsOpen);
  }

  private static boolean beginsOpen(Declared tensor) {
    return !tensor.dims().isEmpty() && tensor.dims().get(0) == OPEN;
  }

  private static Declared of(ValueInfoProto info) {
    TypeProto.Tensor type = info.getType().getTensorType();
    if (!type.hasShape()) {
      throw new ScissionLiteException("tensor '%s' has no shape".formatted(info.getName()));
    }
    return new Declared(
        info.getName(),
        ElementType.ofOnnxCode(type.getElemType()),
        type.getShape().getDimList().stream().map(DeclaredTensors::size).toList());
  }

  private static long size(TensorShapeProto.Dimension dim) {
    return dim.hasDimValue() ? dim.getDimValue() : OPEN;
  }
}
