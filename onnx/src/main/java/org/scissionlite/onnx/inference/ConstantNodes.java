package org.scissionlite.onnx.inference;

import java.util.List;
import java.util.Optional;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;

/**
 * Values that can be read off a node: those of Constant, and of Shape and Size of what is known.
 */
final class ConstantNodes {
  private ConstantNodes() {}

  /** The value of a Constant; empty for every other node. */
  static Optional<Tensor> constantOf(Node node) {
    return isOperator(node, "Constant")
        ? node.attributes().values().stream().findFirst().flatMap(ConstantNodes::value)
        : Optional.empty();
  }

  /** The value of a node; empty if it is to be computed. */
  static Optional<Tensor> valueOf(ModelGraph graph, Node node) {
    if (isOperator(node, "Shape")) {
      return shapeOfInput(graph, node).map(shape -> dims(node, shape));
    }
    if (isOperator(node, "Size")) {
      return shapeOfInput(graph, node).map(shape -> Tensor.ofLongs(Shape.of(), shape.elements()));
    }
    return constantOf(node);
  }

  private static boolean isOperator(Node node, String operator) {
    return node.operator().equals(operator)
        && node.domain().isEmpty()
        && node.writes().count() == 1;
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
    return node.reads()
        .findFirst()
        .flatMap(tensor -> TypeInference.known(graph, tensor))
        .map(TensorType::shape);
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
