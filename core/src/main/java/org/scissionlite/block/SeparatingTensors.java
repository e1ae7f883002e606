package org.scissionlite.block;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * The tensors that alone join a part of a graph to its inputs: without such a tensor nothing leads
 * from the part to an input, along the edges or against them. So nothing in the part reads anything
 * else from outside, and the part can be computed behind a cut of that one tensor. They do not
 * depend on the order of the nodes.
 *
 * <p>These are articulation points of the undirected graph, found in one depth-first walk (Tarjan
 * 1972): a tensor parts what hangs below it where no edge leads from there to above it.
 */
final class SeparatingTensors {
  /** What all inputs hang on; no tensor has this name. */
  private static final String ROOT = "";

  private final ModelGraph graph;

  /** Each tensor and each node (by {@link #vertex}) with those that it is joined to. */
  private final Map<String, Set<String>> neighbours = new HashMap<>();

  private final Map<String, String> parents = new HashMap<>();

  /** When each was met. */
  private final Map<String, Integer> order = new HashMap<>();

  /** The earliest that an edge leads to from each, or from what hangs below it. */
  private final Map<String, Integer> reaches = new HashMap<>();

  SeparatingTensors(ModelGraph graph) {
    this.graph = graph;
    ConstantBranches constants = ConstantBranches.of(graph);
    neighbours.put(ROOT, new LinkedHashSet<>());
    graph.inputs().stream()
        .map(TensorSpec::name)
        .filter(input -> !constants.holds(input))
        .forEach(input -> join(ROOT, input));
    for (Node node : ConstantBranches.outside(graph)) {
      node.reads().filter(read -> !constants.holds(read)).forEach(read -> join(read, vertex(node)));
      node.writes().forEach(written -> join(vertex(node), written));
    }
    walk();
  }

  /** Names of nodes may be those of tensors. */
  private static String vertex(Node node) {
    return "node\0" + node.name();
  }

  private void join(String one, String other) {
    neighbours.computeIfAbsent(one, any -> new LinkedHashSet<>()).add(other);
    neighbours.computeIfAbsent(other, any -> new LinkedHashSet<>()).add(one);
  }

  private void walk() {
    Deque<String> path = new ArrayDeque<>();
    Map<String, Iterator<String>> left = new HashMap<>();
    meet(ROOT, path, left);
    while (!path.isEmpty()) {
      String at = path.peek();
      if (!left.get(at).hasNext()) {
        path.pop();
        if (!path.isEmpty()) {
          reaches.merge(path.peek(), reaches.get(at), Math::min);
        }
        continue;
      }
      String next = left.get(at).next();
      if (!order.containsKey(next)) {
        parents.put(next, at);
        meet(next, path, left);
      } else if (!next.equals(parents.get(at))) {
        reaches.merge(at, order.get(next), Math::min);
      }
    }
  }

  private void meet(String vertex, Deque<String> path, Map<String, Iterator<String>> left) {
    reaches.put(vertex, order.size());
    order.put(vertex, order.size());
    left.put(vertex, neighbours.get(vertex).iterator());
    path.push(vertex);
  }

  /** Those that part a tensor from the inputs, the nearest first. */
  List<String> before(String tensor) {
    List<String> found = new ArrayList<>();
    String below = tensor;
    String at = parents.getOrDefault(tensor, ROOT);
    while (!at.equals(ROOT)) {
      boolean parts = reaches.get(below) >= order.get(at);
      if (parts && !at.startsWith("node\0") && graph.typeOf(at).isPresent()) {
        found.add(at);
      }
      below = at;
      at = parents.get(at);
    }
    return found;
  }

  /**
   * Those that part an output from the inputs, output by output, the nearest to the inputs first.
   */
  Set<String> beforeOutputs() {
    Set<String> all = new LinkedHashSet<>();
    for (TensorSpec output : graph.outputs()) {
      List<String> nearestFirst = before(output.name());
      for (int i = nearestFirst.size() - 1; i >= 0; i--) {
        all.add(nearestFirst.get(i));
      }
    }
    return all;
  }
}
