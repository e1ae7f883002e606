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
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.training.TrainingMode;
import org.scissionlite.training.TrainingPlan;

/**
 * The initializers that a training changes.
 *
 * <p>A weight is a floating-point initializer in a place that an operator learns: kernels,
 * matrices, biases, scales of normalisations and slopes. Scalars in arithmetic (the 1/6 of a hard
 * swish), constants whose name marks them as fixed (anchors) and what is calculated with the
 * model's input (its preprocessing) are constants of the architecture; scales and zero points of
 * quantisers belong to the wire's format. In a transfer layer means, scales and steps are weights
 * wherever they stand, and of however many channels; only a constant without dimensions is none.
 *
 * @param learned initializers that get gradients, sorted by name
 * @param kernels those of the learned ones that convolutions and matrix products multiply with;
 *     they alone decay
 * @param adaptingNodes batch normalisations that learn the statistics of the batches
 * @param statistics initializers that those nodes change, sorted by name
 */
record TrainableWeights(
    Set<String> learned, Set<String> kernels, Set<String> adaptingNodes, Set<String> statistics) {
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
  private static final Map<String, List<Integer>> KERNELS =
      Map.of(
          "Conv",
          List.of(1),
          "ConvTranspose",
          List.of(1),
          "Gemm",
          List.of(1),
          "MatMul",
          List.of(0, 1));
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
    return new TrainableWeights(learned, kernels(graph, learned), adapting, statistics);
  }

  private static Set<String> kernels(ModelGraph graph, Set<String> learned) {
    Set<String> kernels = new TreeSet<>();
    graph.nodes().forEach(node -> kernels.addAll(inputs(node, KERNELS)));
    kernels.retainAll(learned);
    return kernels;
  }

  private static List<String> inputs(Node node, Map<String, List<Integer>> places) {
    return places.getOrDefault(node.operator(), List.of()).stream()
        .filter(place -> place < node.inputs().size())
        .map(place -> node.inputs().get(place))
        .toList();
  }

  /** All initializers that change: learned ones, then statistics. */
  List<String> changing() {
    return Stream.concat(learned.stream(), statistics.stream()).toList();
  }

  private static Set<String> learned(ModelGraph graph, TrainingMode mode) {
    if (mode instanceof TrainingMode.TransferLayerOnly only) {
      Places places = new Places(graph, only.nodes(), inputs(graph));
      return places.weights(node -> only.nodes().contains(node.name()));
    }
    if (mode instanceof TrainingMode.TransferLayerAndEdge both) {
      Set<String> given = inputs(graph);
      given.addAll(both.wire());
      Places places = new Places(graph, both.nodes(), given);
      Set<String> edge = dependents(graph, both.wire());
      Predicate<Node> trained =
          node -> both.nodes().contains(node.name()) || edge.contains(node.name());
      Set<String> names = places.weights(trained);
      names.removeAll(places.weights(trained.negate()));
      return names;
    }
    return new Places(graph, Set.of(), inputs(graph)).weights(node -> true);
  }

  private static Set<String> inputs(ModelGraph graph) {
    return new TreeSet<>(graph.inputs().stream().map(TensorSpec::name).toList());
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

  /**
   * Where weights are in a graph.
   *
   * @param layer names of the transfer layer's nodes
   * @param given tensors that come from elsewhere, whose arithmetic in the model itself is
   *     preprocessing
   */
  private record Places(ModelGraph graph, Set<String> layer, Set<String> given) {
    Set<String> weights(Predicate<Node> of) {
      Set<String> names = new TreeSet<>();
      graph.nodes().stream().filter(of).forEach(node -> names.addAll(weights(node)));
      return names;
    }

    private List<String> weights(Node node) {
      List<String> places =
          ARITHMETIC.contains(node.operator()) ? operands(node) : inputs(node, PLACES);
      return places.stream().filter(name -> isWeight(graph, name)).toList();
    }

    private List<String> operands(Node node) {
      if (layer.contains(node.name())) {
        return node.inputs().stream().filter(name -> shape(name).rank() > 0).toList();
      }
      return node.inputs().stream().anyMatch(given::contains)
          ? List.of()
          : node.inputs().stream()
              .filter(name -> shape(name).elements() > 1)
              .filter(name -> !name.endsWith(ModelGraph.FIXED))
              .toList();
    }

    private Shape shape(String name) {
      Tensor constant = graph.initializers().get(name);
      return constant == null ? Shape.of() : constant.shape();
    }
  }

  private static boolean isWeight(ModelGraph graph, String name) {
    Tensor constant = graph.initializers().get(name);
    return constant != null
        && (constant.elementType() == ElementType.FLOAT32
            || constant.elementType() == ElementType.FLOAT16);
  }
}
