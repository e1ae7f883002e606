package org.scissionlite.block;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * An order in which the nodes of a graph can run that its structure alone decides, so that a
 * model's cuts do not depend on the order in which its file lists the nodes.
 *
 * <p>All that one end of the graph needs runs before what the next one needs, and of what a node
 * reads the deepest first. The end behind the most cuts of one tensor comes last, the others by how
 * many of those cuts they share with it. So each of these cuts is met, with every head that does
 * not depend on it done.
 */
final class RunOrder {
  private final ModelGraph graph;
  private final List<Node> nodes;
  private final Map<String, Node> producers = new HashMap<>();

  /** The longest way to each tensor, in nodes. */
  private final Map<String, Integer> depths = new HashMap<>();

  private final List<Node> order = new ArrayList<>();
  private final Set<String> done = new HashSet<>();

  private RunOrder(ModelGraph graph) {
    this.graph = graph;
    this.nodes = ConstantBranches.outside(graph);
    for (Node node : nodes) {
      int depth = 1 + node.reads().mapToInt(this::depth).max().orElse(0);
      node.writes().forEach(tensor -> depths.put(tensor, depth));
      node.writes().forEach(tensor -> producers.put(tensor, node));
    }
  }

  /** The nodes that depend on an input, in that order. */
  static List<Node> of(ModelGraph graph) {
    RunOrder run = new RunOrder(graph);
    run.sortedEnds().forEach(run::runUpTo);
    return run.order;
  }

  private int depth(String tensor) {
    return depths.getOrDefault(tensor, 0);
  }

  private List<String> sortedEnds() {
    List<String> ends = ends();
    if (ends.size() < 2) {
      return ends;
    }
    SeparatingTensors separating = new SeparatingTensors(graph);
    Comparator<String> byCuts = Comparator.comparingInt(end -> separating.before(end).size());
    String last = ends.stream().max(byCuts.thenComparingInt(this::depth)).orElseThrow();
    Set<String> cuts = new HashSet<>(separating.before(last));
    Comparator<String> byShared =
        Comparator.comparingLong(
            end -> separating.before(end).stream().filter(cuts::contains).count());
    return ends.stream()
        .sorted(byShared.thenComparing(end -> end.equals(last)).thenComparingInt(this::depth))
        .toList();
  }

  /** The outputs that nodes write, and what nobody reads. */
  private List<String> ends() {
    Set<String> outputs = new HashSet<>();
    graph.outputs().forEach(output -> outputs.add(output.name()));
    Set<String> read = new HashSet<>(outputs);
    nodes.forEach(node -> node.reads().forEach(read::add));
    Stream<String> unread =
        nodes.stream()
            .filter(node -> node.writes().noneMatch(read::contains))
            .flatMap(node -> node.writes().limit(1))
            .sorted();
    return Stream.concat(graph.outputs().stream().map(TensorSpec::name), unread)
        .filter(producers::containsKey)
        .distinct()
        .toList();
  }

  private void runUpTo(String end) {
    Deque<Node> open = new ArrayDeque<>(List.of(producers.get(end)));
    while (!open.isEmpty()) {
      Optional<Node> missing = missing(open.peek());
      if (missing.isPresent()) {
        open.push(missing.get());
      } else {
        run(open.pop());
      }
    }
  }

  private void run(Node node) {
    if (done.add(node.name())) {
      order.add(node);
    }
  }

  /** The node behind which the deepest tensor lies that a node reads and that is not there yet. */
  private Optional<Node> missing(Node reader) {
    return reader
        .reads()
        .filter(producers::containsKey)
        .filter(read -> !done.contains(producers.get(read).name()))
        .sorted(Comparator.comparingInt(this::depth).reversed())
        .findFirst()
        .map(producers::get);
  }
}
