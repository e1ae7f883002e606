package org.scissionlite.onnx.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.runtime.OrtTensors;

/**
 * Folds the arithmetic on single numbers that exporters write for shapes: "the batch times the
 * channels, divided by two". ONNX Runtime does not tell the type of a scalar before a run, so these
 * nodes are run, on few elements each.
 */
final class SmallConstants {
  private static final long MOST_ELEMENTS = 1024;

  /** Operators whose outputs are no larger than the product of what they read. */
  private static final Set<String> OPERATORS =
      Set.of(
          "Gather",
          "GatherElements",
          "GatherND",
          "Squeeze",
          "Unsqueeze",
          "Reshape",
          "Slice",
          "Cast",
          "Identity",
          "Concat",
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Mod",
          "Pow",
          "Neg",
          "Abs",
          "Sign",
          "Floor",
          "Ceil",
          "Round",
          "Sqrt",
          "Reciprocal",
          "Exp",
          "Log",
          "Min",
          "Max",
          "Sum",
          "Clip",
          "ReduceProd",
          "ReduceSum",
          "ReduceMax",
          "ReduceMin",
          "ReduceMean",
          "Equal",
          "Less",
          "LessOrEqual",
          "Greater",
          "GreaterOrEqual",
          "Not",
          "And",
          "Or",
          "Xor",
          "Where");

  private SmallConstants() {}

  /** The graph with the values of these nodes, as far as their types are not known. */
  static ModelGraph fold(ModelGraph graph) {
    ModelGraph folded = graph;
    for (List<Node> next = small(folded); !next.isEmpty(); next = small(folded)) {
      folded = evaluated(folded, next);
    }
    return folded;
  }

  private static List<Node> small(ModelGraph graph) {
    return graph.nodes().stream()
        .filter(node -> node.domain().isEmpty() && OPERATORS.contains(node.operator()))
        .filter(node -> node.writes().anyMatch(name -> !graph.types().containsKey(name)))
        .filter(node -> node.reads().allMatch(name -> isSmall(graph.initializers().get(name))))
        .toList();
  }

  private static boolean isSmall(Tensor constant) {
    return constant != null
        && constant.shape().elements() <= MOST_ELEMENTS
        && OrtTensors.isRepresentable(constant.elementType());
  }

  private static ModelGraph evaluated(ModelGraph graph, List<Node> nodes) {
    List<String> wanted = nodes.stream().flatMap(Node::writes).toList();
    ModelGraph part = graph.with(List.of(), List.of(), nodes);
    Map<String, Tensor> initializers = new LinkedHashMap<>(graph.initializers());
    try (GraphProbe probe = new GraphProbe(part, wanted)) {
      initializers.putAll(probe.run(Map.of(), Map.of(), Set.copyOf(wanted)));
    }
    Set<String> done = nodes.stream().map(Node::name).collect(Collectors.toSet());
    List<Node> others = new ArrayList<>(graph.nodes());
    others.removeIf(node -> done.contains(node.name()));
    return ConstantFolding.replaced(graph, others, initializers);
  }
}
