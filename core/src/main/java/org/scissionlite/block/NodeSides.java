package org.scissionlite.block;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * The nodes of a graph on both sides of some tensors, each in the graph's order. Every node is on
 * one of them; those that depend on no input are on each side that needs them: behind for another
 * node, or for an output that is none of the tensors.
 *
 * @param before that the tensors depend on; none at the graph's inputs
 * @param behind all others
 */
public record NodeSides(List<Node> before, List<Node> behind) {
  public NodeSides {
    before = List.copyOf(before);
    behind = List.copyOf(behind);
  }

  /** The sides of tensors. */
  public static NodeSides of(ModelGraph graph, List<TensorSpec> tensors) {
    Set<String> ancestors = Ancestors.of(graph, tensors);
    ConstantBranches constants = ConstantBranches.of(graph);
    Set<String> others = new HashSet<>();
    graph.nodes().stream()
        .filter(node -> !ancestors.contains(node.name()) && !constants.holds(node))
        .forEach(node -> others.add(node.name()));
    return new NodeSides(
        graph.nodes().stream().filter(node -> ancestors.contains(node.name())).toList(),
        constants.with(
            graph,
            others,
            graph.outputs().stream()
                .filter(output -> !tensors.contains(output))
                .map(TensorSpec::name)));
  }
}
