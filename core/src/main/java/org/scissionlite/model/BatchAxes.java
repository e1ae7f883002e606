package org.scissionlite.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The axis along which each tensor of a graph grows with the batch. A channel shuffle, written as
 * Reshape to [4,2,64], Transpose to [2,4,64] and Reshape to [2,1,4,8,8], has it at 0, then at 1,
 * then at 1: another batch changes that number in the constants.
 */
public final class BatchAxes {
  /** Operators that align shapes of different ranks at their innermost dimension. */
  private static final Set<String> BROADCASTING =
      Set.of("Add", "Sub", "Mul", "Div", "Pow", "Min", "Max", "Sum", "MatMul", "Where", "Expand");

  private final ModelGraph graph;
  private final Map<String, Integer> axes = new HashMap<>();

  private BatchAxes(ModelGraph graph) {
    this.graph = graph;
  }

  /** The axes of a graph whose types are known. */
  public static BatchAxes of(ModelGraph graph) {
    BatchAxes found = new BatchAxes(graph);
    graph.inputs().stream()
        .filter(input -> input.shape().rank() > 0)
        .forEach(input -> found.axes.put(input.name(), 0));
    graph.nodes().forEach(found::follow);
    return found;
  }

  /** The axis of a tensor; empty where it is not known or there is none. */
  public Optional<Integer> axis(String tensor) {
    return Optional.ofNullable(axes.get(tensor));
  }

  /**
   * The axis of a Reshape's target that grows with the batch.
   *
   * @param node a Reshape
   * @param target its constant target, as for the graph's own batch; the number of what the node
   *     writes stands for -1 and 0
   */
  public Optional<Integer> ofTarget(Node node, long[] target) {
    String data = node.inputs().get(0);
    Optional<Integer> written = axis(node.outputs().get(0));
    if (written.isPresent()) {
      return written;
    }
    return axis(data)
        .flatMap(axis -> graph.typeOf(data).map(type -> target(type.shape(), axis, target)))
        .filter(axis -> axis >= 0);
  }

  private void follow(Node node) {
    Optional<String> data = node.inputs().stream().filter(axes::containsKey).findFirst();
    if (data.isEmpty()) {
      return;
    }
    Optional<Shape> from = graph.typeOf(data.get()).map(TensorType::shape);
    for (String output : node.writes().toList()) {
      Optional<Shape> to = graph.typeOf(output).map(TensorType::shape);
      if (from.isPresent() && to.isPresent()) {
        int axis = after(node, axes.get(data.get()), from.get(), to.get());
        if (axis >= 0 && axis < to.get().rank()) {
          axes.put(output, axis);
        }
      }
    }
  }

  private int after(Node node, int axis, Shape from, Shape to) {
    return switch (node.operator()) {
      case "Transpose" -> transposed(node, axis, from.rank());
      case "Reshape" -> target(from, axis, to.toLongs());
      case "Flatten" -> axis < node.intAttribute("axis", 1) ? 0 : 1;
      case "Shape", "Size" -> -1;
      default -> kept(node, axis, from, to);
    };
  }

  private static int transposed(Node node, int axis, int rank) {
    List<Long> reversed = IntStream.range(0, rank).mapToObj(i -> (long) rank - 1 - i).toList();
    return node.intsAttribute("perm", reversed).indexOf((long) axis);
  }

  /** Row-major: the axis outside of which lie as many elements as before. */
  private static int target(Shape from, int axis, long[] to) {
    long outside =
        from.dims().subList(0, axis).stream().mapToLong(dim -> dim).reduce(1, (a, b) -> a * b);
    int found = -1;
    long elements = 1;
    for (int i = 0; i < to.length; i++) {
      if (elements == outside && (found < 0 || (i == axis && to[i] == from.dim(axis)))) {
        found = i;
      }
      elements *= to[i];
    }
    return found;
  }

  private int kept(Node node, int axis, Shape from, Shape to) {
    int more = to.rank() - from.rank();
    if (more == 0 || BROADCASTING.contains(node.operator())) {
      return axis + more;
    }
    List<Long> changed = changedAxes(node, Math.max(from.rank(), to.rank()));
    if (more < 0) {
      long before = changed.stream().filter(each -> each < axis).count();
      return changed.contains((long) axis) ? -1 : (int) (axis - before);
    }
    int place = axis;
    for (long each : changed.stream().sorted().toList()) {
      place += each <= place ? 1 : 0;
    }
    return place;
  }

  /** The axes that a Squeeze, Unsqueeze, reduction or Gather names, counted from the outermost. */
  private List<Long> changedAxes(Node node, int rank) {
    Optional<Tensor> constant =
        node.inputs().size() > 1
            ? Optional.ofNullable(graph.initializers().get(node.inputs().get(1)))
            : Optional.empty();
    boolean namesAxis = node.attributes().containsKey("axis");
    List<Long> given =
        namesAxis
            ? List.of(node.intAttribute("axis", 0))
            : node.attributes().containsKey("axes")
                ? node.intsAttribute("axes", List.of())
                : constant
                    .filter(tensor -> tensor.elementType() == ElementType.INT64)
                    .map(tensor -> Arrays.stream(tensor.toLongs()).boxed().toList())
                    .orElse(List.of());
    return given.stream().map(axis -> axis < 0 ? axis + rank : axis).toList();
  }
}
