package org.scissionlite.block;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * The nodes of a graph on both sides of some tensors, each in the graph's order; every node is on
 * one of them.
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
    Map<Boolean, List<Node>> sides =
        graph.nodes().stream()
            .collect(Collectors.partitioningBy(node -> ancestors.contains(node.name())));
    return new NodeSides(sides.get(true), sides.get(false));
  }
}
