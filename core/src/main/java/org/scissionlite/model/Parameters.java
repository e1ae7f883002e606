package org.scissionlite.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The weights of a model: floating-point tensors, and the integers of a quantised model. No scalars
 * (those are settings, such as the bounds of a Clip), no scales and zero points of a quantisation,
 * and none whose name marks it as fixed.
 */
final class Parameters {
  /** Where an operator of a quantised model reads weights and biases. */
  private static final Map<String, List<Integer>> QUANTISED =
      Map.of(
          "DequantizeLinear", List.of(0),
          "QLinearConv", List.of(3, 8),
          "QLinearMatMul", List.of(0, 3),
          "ConvInteger", List.of(1),
          "MatMulInteger", List.of(0, 1));

  private static final Set<String> NOTHING_ELSE =
      Set.of(
          "QuantizeLinear",
          "DequantizeLinear",
          "QLinearConv",
          "QLinearMatMul",
          "ConvInteger",
          "MatMulInteger");

  private Parameters() {}

  static long count(ModelGraph graph) {
    Set<String> weights = new HashSet<>();
    for (Node node : graph.nodes()) {
      List<Integer> places = QUANTISED.getOrDefault(node.operator(), List.of());
      places.stream()
          .filter(place -> place < node.inputs().size())
          .map(node.inputs()::get)
          .filter(graph.initializers()::containsKey)
          .forEach(weights::add);
      if (!NOTHING_ELSE.contains(node.operator())) {
        node.reads().filter(name -> isFloat(graph.initializers().get(name))).forEach(weights::add);
      }
    }
    return weights.stream()
        .filter(name -> !name.endsWith(ModelGraph.FIXED))
        .map(graph.initializers()::get)
        .filter(tensor -> tensor.shape().rank() > 0)
        .mapToLong(tensor -> tensor.shape().elements())
        .sum();
  }

  private static boolean isFloat(Tensor tensor) {
    return tensor != null && Numbers.isFloat(tensor.elementType());
  }
}
