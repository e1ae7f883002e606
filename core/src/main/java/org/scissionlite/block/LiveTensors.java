package org.scissionlite.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * The tensors that are alive after each node, in the order in which the nodes run: computed, and
 * still to be read. One walk finds every cut of that order, whatever its number of tensors: inside
 * a residual cell two are alive, the branch's and the one that goes around it. What constant
 * branches write is never alive.
 */
final class LiveTensors {
  private LiveTensors() {}

  /**
   * What is alive after a node.
   *
   * @param last the node
   * @param tensors names, in the order in which they were computed
   */
  record After(Node last, List<String> tensors) {}

  /** The places where at most a number of tensors is alive, the end of the model aside. */
  static List<After> atMost(ModelGraph graph, int most) {
    Map<String, Integer> readers = readers(graph);
    Set<String> alive = new LinkedHashSet<>();
    ConstantBranches constants = ConstantBranches.of(graph);
    graph.inputs().stream()
        .map(TensorSpec::name)
        .filter(input -> readers.containsKey(input) && !constants.holds(input))
        .forEach(alive::add);
    List<After> places = new ArrayList<>();
    List<Node> nodes = ConstantBranches.outside(graph);
    for (int i = 0; i + 1 < nodes.size(); i++) {
      Node node = nodes.get(i);
      node.reads()
          .distinct()
          .filter(alive::contains)
          .filter(read -> readers.merge(read, -1, Integer::sum) == 0)
          .toList()
          .forEach(alive::remove);
      node.writes().filter(readers::containsKey).forEach(alive::add);
      if (alive.size() <= most && alive.stream().allMatch(name -> graph.typeOf(name).isPresent())) {
        places.add(new After(node, List.copyOf(alive)));
      }
    }
    return places;
  }

  /** How many nodes read each tensor; an output of the model is read once more, by the caller. */
  private static Map<String, Integer> readers(ModelGraph graph) {
    Map<String, Integer> readers = new HashMap<>();
    for (Node node : graph.nodes()) {
      node.reads().distinct().forEach(read -> readers.merge(read, 1, Integer::sum));
    }
    graph.outputs().forEach(output -> readers.merge(output.name(), 1, Integer::sum));
    return readers;
  }
}
