package org.scissionlite.block;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/** The part of a graph that must run before a set of tensors is there. */
public final class Ancestors {
  private Ancestors() {}

  /** Names of all nodes that the tensors depend on. */
  public static Set<String> of(ModelGraph graph, List<TensorSpec> tensors) {
    Set<String> needed = new HashSet<>();
    tensors.forEach(tensor -> needed.add(tensor.name()));
    Set<String> ancestors = new HashSet<>();
    List<Node> nodes = graph.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.writes().anyMatch(needed::contains)) {
        ancestors.add(node.name());
        node.reads().forEach(needed::add);
      }
    }
    return ancestors;
  }
}
