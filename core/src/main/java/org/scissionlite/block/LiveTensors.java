package org.scissionlite.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * The tensors that are alive after each node, in their {@linkplain RunOrder order}: computed, and
 * still to be read by a node. One walk finds every cut of that order, whatever its number of
 * tensors: inside a residual cell two are alive, the branch's and the one that goes around it. What
 * constant branches write is never alive, nor is an output that no node reads: it is kept.
 */
final class LiveTensors {
  private LiveTensors() {}

  /**
   * What is alive after a node.
   *
   * @param last the node
   * @param tensors names, in the order in which they were computed
   * @param kept names of the outputs that are there
   */
  record After(Node last, List<String> tensors, Set<String> kept) {
    /** The newest of all that is there: what the node wrote. */
    String newest() {
      return last.writes()
          .filter(tensor -> tensors.contains(tensor) || kept.contains(tensor))
          .reduce((earlier, later) -> later)
          .orElse(last.name());
    }
  }

  /**
   * The places where at most a number of tensors is alive, the end of the model aside.
   *
   * @param nodes in their run order
   */
  static List<After> atMost(ModelGraph graph, List<Node> nodes, int most) {
    Map<String, Integer> readers = readers(graph);
    Set<String> alive = new LinkedHashSet<>();
    ConstantBranches constants = ConstantBranches.of(graph);
    graph.inputs().stream()
        .map(TensorSpec::name)
        .filter(input -> readers.containsKey(input) && !constants.holds(input))
        .forEach(alive::add);
    Set<String> outputs =
        graph.outputs().stream().map(TensorSpec::name).collect(Collectors.toSet());
    Set<String> kept = new LinkedHashSet<>(outputs);
    kept.retainAll(Cut.before(graph).kept().stream().map(TensorSpec::name).toList());
    List<After> places = new ArrayList<>();
    for (int i = 0; i + 1 < nodes.size(); i++) {
      Node node = nodes.get(i);
      node.reads()
          .distinct()
          .filter(alive::contains)
          .filter(read -> readers.merge(read, -1, Integer::sum) == 0)
          .toList()
          .forEach(alive::remove);
      node.writes().filter(readers::containsKey).forEach(alive::add);
      node.writes().filter(outputs::contains).forEach(kept::add);
      if (alive.size() <= most && alive.stream().allMatch(name -> graph.typeOf(name).isPresent())) {
        places.add(new After(node, List.copyOf(alive), Set.copyOf(kept)));
      }
    }
    return places;
  }

  /** How many nodes read each tensor. */
  private static Map<String, Integer> readers(ModelGraph graph) {
    Map<String, Integer> readers = new HashMap<>();
    for (Node node : graph.nodes()) {
      node.reads().distinct().forEach(read -> readers.merge(read, 1, Integer::sum));
    }
    return readers;
  }
}
