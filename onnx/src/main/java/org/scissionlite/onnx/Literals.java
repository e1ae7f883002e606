package org.scissionlite.onnx;

import java.util.List;
import java.util.Optional;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;

/** Values that can be read off a node: those of Constant, Shape and Size. */
final class Literals {
  private Literals() {}

  /** The value of a node; empty if it is to be computed. */
  static Optional<Tensor> valueOf(ModelGraph graph, Node node) {
    if (!node.domain().isEmpty() || node.writes().count() != 1) {
      return Optional.empty();
    }
    return switch (node.operator()) {
      case "Constant" -> node.attributes().values().stream().findFirst().flatMap(Literals::value);
      case "Shape" -> shapeOfInput(graph, node).map(shape -> dims(node, shape));
      case "Size" ->
          shapeOfInput(graph, node).map(shape -> Tensor.ofLongs(Shape.of(), shape.elements()));
      default -> Optional.empty();
    };
  }

  private static Optional<Tensor> value(Attribute attribute) {
    if (attribute instanceof Attribute.TensorValue tensor) {
      return Optional.of(tensor.value());
    }
    if (attribute instanceof Attribute.IntValue value) {
      return Optional.of(Tensor.ofLongs(Shape.of(), value.value()));
    }
    if (attribute instanceof Attribute.FloatValue value) {
      return Optional.of(Tensor.scalar(value.value()));
    }
    if (attribute instanceof Attribute.IntList list) {
      return Optional.of(
          Tensor.vector(list.values().stream().mapToLong(Long::longValue).toArray()));
    }
    if (attribute instanceof Attribute.FloatList list) {
      float[] values = new float[list.values().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = list.values().get(i);
      }
      return Optional.of(Tensor.ofFloats(Shape.of(values.length), values));
    }
    return Optional.empty();
  }

  private static Optional<Shape> shapeOfInput(ModelGraph graph, Node node) {
    return node.reads().findFirst().flatMap(graph::typeOf).map(type -> type.shape());
  }

  /** The dimensions from attribute start to end; both may count from behind. */
  private static Tensor dims(Node node, Shape shape) {
    int start = axis(node.intAttribute("start", 0), shape.rank());
    int end = axis(node.intAttribute("end", shape.rank()), shape.rank());
    List<Integer> dims = shape.dims().subList(start, Math.max(start, end));
    return Tensor.vector(dims.stream().mapToLong(Integer::longValue).toArray());
  }

  private static int axis(long axis, int rank) {
    return (int) Math.min(rank, Math.max(0, axis < 0 ? axis + rank : axis));
  }
}
