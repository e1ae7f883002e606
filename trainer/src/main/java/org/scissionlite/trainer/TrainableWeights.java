package org.scissionlite.trainer;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.training.TrainingMode;
import org.scissionlite.training.TrainingPlan;

/**
 * The initializers that a training changes.
 *
 * <p>A weight is a floating-point initializer in a place that an operator learns: kernels,
 * matrices, biases, scales of normalisations and slopes. Scalars in arithmetic (the 1/6 of a hard
 * swish) and what is calculated with the model's input (its preprocessing) are constants of the
 * architecture; scales and zero points of quantisers belong to the wire's format.
 *
 * @param learned initializers that get gradients, sorted by name
 * @param adaptingNodes batch normalisations that learn the statistics of the batches
 * @param statistics initializers that those nodes change, sorted by name
 */
record TrainableWeights(Set<String> learned, Set<String> adaptingNodes, Set<String> statistics) {
  private static final Map<String, List<Integer>> PLACES =
      Map.ofEntries(
          Map.entry("Conv", List.of(1, 2)),
          Map.entry("ConvTranspose", List.of(1, 2)),
          Map.entry("Gemm", List.of(1, 2)),
          Map.entry("MatMul", List.of(0, 1)),
          Map.entry("BatchNormalization", List.of(1, 2)),
          Map.entry("InstanceNormalization", List.of(1, 2)),
          Map.entry("LayerNormalization", List.of(1, 2)),
          Map.entry("PRelu", List.of(1)));
  private static final Set<String> ARITHMETIC = Set.of("Add", "Sub", "Mul", "Div");
  private static final int MEAN = 3;
  private static final int VARIANCE = 4;

  /**
   * The weights of a plan in a graph.
   *
   * @throws UsageException if there are none
   */
  static TrainableWeights of(ModelGraph graph, TrainingPlan plan) {
    Set<String> learned = learned(graph, plan.mode());
    if (learned.isEmpty()) {
      throw new UsageException(
          "model '%s': there is nothing to train in mode %s; a transfer layer without weights needs the edge slice trained too"
              .formatted(graph.name(), plan.mode().getClass().getSimpleName()));
    }
    Set<String> adapting = new TreeSet<>();
    Set<String> statistics = new TreeSet<>();
    if (plan.batchNorm() == TrainingPlan.BatchNorm.ADAPTED) {
      graph.nodes().stream()
          .filter(node -> node.operator().equals("BatchNormalization"))
          .filter(node -> learned.contains(node.inputs().get(1)))
          .forEach(
              node -> {
                adapting.add(node.name());
                statistics.add(node.inputs().get(MEAN));
                statistics.add(node.inputs().get(VARIANCE));
              });
    }
    return new TrainableWeights(learned, adapting, statistics);
  }

  /** All initializers that change: learned ones, then statistics. */
  List<String> changing() {
    return Stream.concat(learned.stream(), statistics.stream()).toList();
  }

  private static Set<String> learned(ModelGraph graph, TrainingMode mode) {
    if (mode instanceof TrainingMode.TransferLayerOnly only) {
      return weights(graph, node -> only.nodes().contains(node.name()));
    }
    if (mode instanceof TrainingMode.TransferLayerAndEdge both) {
      Set<String> edge = dependents(graph, both.wire());
      Predicate<Node> trained =
          node -> both.nodes().contains(node.name()) || edge.contains(node.name());
      Set<String> names = weights(graph, trained);
      names.removeAll(weights(graph, trained.negate()));
      return names;
    }
    return weights(graph, node -> true);
  }

  private static Set<String> dependents(ModelGraph graph, Set<String> tensors) {
    Set<String> reached = new HashSet<>(tensors);
    Set<String> names = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (node.reads().anyMatch(reached::contains)) {
        names.add(node.name());
        node.writes().forEach(reached::add);
      }
    }
    return names;
  }

  private static Set<String> weights(ModelGraph graph, Predicate<Node> of) {
    Set<String> names = new TreeSet<>();
    graph.nodes().stream().filter(of).forEach(node -> names.addAll(weights(graph, node)));
    return names;
  }

  private static List<String> weights(ModelGraph graph, Node node) {
    if (ARITHMETIC.contains(node.operator())) {
      Set<String> modelInputs =
          new HashSet<>(graph.inputs().stream().map(TensorSpec::name).toList());
      boolean preprocessing = node.inputs().stream().anyMatch(modelInputs::contains);
      return node.inputs().stream()
          .filter(name -> !preprocessing && isWeight(graph, name))
          .filter(name -> graph.initializers().get(name).shape().elements() > 1)
          .toList();
    }
    return PLACES.getOrDefault(node.operator(), List.of()).stream()
        .filter(place -> place < node.inputs().size())
        .map(place -> node.inputs().get(place))
        .filter(name -> isWeight(graph, name))
        .toList();
  }

  private static boolean isWeight(ModelGraph graph, String name) {
    Tensor constant = graph.initializers().get(name);
    return constant != null
        && (constant.elementType() == ElementType.FLOAT32
            || constant.elementType() == ElementType.FLOAT16);
  }
}
