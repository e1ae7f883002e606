package org.scissionlite.block;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * The tensors that every path from an input to an output crosses, by immediate dominators on the
 * graph of tensors and nodes (Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm"; one
 * pass suffices, as the graph has no cycles).
 */
final class Dominators {
  private static final int SOURCE = 0;

  private final List<String> names = new ArrayList<>(List.of(""));
  private final List<Integer> dominator = new ArrayList<>(List.of(SOURCE));
  private final List<Integer> depth = new ArrayList<>(List.of(0));
  private final Map<String, Integer> vertexOf = new HashMap<>();

  private Dominators() {}

  /** The tensors that dominate all outputs, in order from the input to the output. */
  static List<String> ofOutputs(ModelGraph graph) {
    return new Dominators().find(graph);
  }

  private List<String> find(ModelGraph graph) {
    Set<String> alive = Ancestors.of(graph, graph.outputs());
    ConstantBranches constants = ConstantBranches.of(graph);
    graph.inputs().stream()
        .map(TensorSpec::name)
        .filter(input -> !constants.holds(input))
        .forEach(input -> addTensor(input, SOURCE));
    for (Node node : graph.nodes()) {
      if (alive.contains(node.name()) && !constants.holds(node)) {
        int vertex = addVertex("", dominatorOf(node.reads().toList()));
        node.writes().forEach(output -> addTensor(output, vertex));
      }
    }
    int sink = dominatorOf(graph.outputs().stream().map(TensorSpec::name).toList());
    Deque<String> chain = new ArrayDeque<>();
    for (int vertex = sink; vertex != SOURCE; vertex = dominator.get(vertex)) {
      if (!names.get(vertex).isEmpty()) {
        chain.addFirst(names.get(vertex));
      }
    }
    return List.copyOf(chain);
  }

  private void addTensor(String name, int immediateDominator) {
    vertexOf.put(name, addVertex(name, immediateDominator));
  }

  private int addVertex(String name, int immediateDominator) {
    names.add(name);
    dominator.add(immediateDominator);
    depth.add(depth.get(immediateDominator) + 1);
    return names.size() - 1;
  }

  /** The nearest common dominator of what is read; constants lie on no path and do not count. */
  private int dominatorOf(List<String> reads) {
    Set<Integer> vertices = new HashSet<>();
    reads.stream().filter(vertexOf::containsKey).forEach(name -> vertices.add(vertexOf.get(name)));
    return vertices.stream().reduce(this::nearestCommon).orElse(SOURCE);
  }

  private int nearestCommon(int left, int right) {
    int a = left;
    int b = right;
    while (a != b) {
      if (depth.get(a) >= depth.get(b)) {
        a = dominator.get(a);
      } else {
        b = dominator.get(b);
      }
    }
    return a;
  }
}
