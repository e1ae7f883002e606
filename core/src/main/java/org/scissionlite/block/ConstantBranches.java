package org.scissionlite.block;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;

/**
 * The nodes that depend on no input of the model: weights that are turned into floats, shape
 * arithmetic, the priors of a detector. What they write never crosses a cut; the side that reads it
 * computes it, and both do where both read it. What depends on {@linkplain SmallInputs small
 * inputs} alone counts as well, as they are on both sides.
 *
 * <p>A node that draws random numbers is none of them, as two sides would draw different ones, nor
 * is one with a body (Loop, If), which may.
 */
public final class ConstantBranches {
  private static final Set<String> RANDOM =
      Set.of(
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike",
          "Multinomial",
          "Bernoulli");

  private final Set<String> constants;

  private ConstantBranches(Set<String> constants) {
    this.constants = constants;
  }

  public static ConstantBranches of(ModelGraph graph) {
    ConstantBranches branches = new ConstantBranches(new HashSet<>(graph.initializers().keySet()));
    SmallInputs.of(graph).forEach(input -> branches.constants.add(input.name()));
    for (Node node : graph.nodes()) {
      if (branches.isComputedFromConstants(node)) {
        node.writes().forEach(branches.constants::add);
      }
    }
    return branches;
  }

  private boolean isComputedFromConstants(Node node) {
    return !RANDOM.contains(node.operator())
        && node.attributes().values().stream().noneMatch(Attribute.Opaque.class::isInstance)
        && node.reads().allMatch(constants::contains);
  }

  /** The nodes of a graph that depend on an input, in its order. */
  public static List<Node> outside(ModelGraph graph) {
    ConstantBranches branches = of(graph);
    return graph.nodes().stream().filter(node -> !branches.holds(node)).toList();
  }

  /** Whether a node depends on no input. */
  boolean holds(Node node) {
    return node.writes().allMatch(constants::contains);
  }

  /** Whether a tensor depends on no input but small ones; initializers do not. */
  boolean holds(String tensor) {
    return constants.contains(tensor);
  }

  /**
   * Some nodes with those of the constant branches that they or the caller need, in the graph's
   * order.
   *
   * @param chosen names of nodes
   * @param outputs names of tensors that the caller reads
   */
  List<Node> with(ModelGraph graph, Set<String> chosen, Stream<String> outputs) {
    Set<String> read = new HashSet<>();
    outputs.forEach(read::add);
    Set<String> kept = new HashSet<>(chosen);
    List<Node> nodes = graph.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (holds(node) && node.writes().anyMatch(read::contains)) {
        kept.add(node.name());
      }
      if (kept.contains(node.name())) {
        node.reads().forEach(read::add);
      }
    }
    return nodes.stream().filter(node -> kept.contains(node.name())).toList();
  }
}
