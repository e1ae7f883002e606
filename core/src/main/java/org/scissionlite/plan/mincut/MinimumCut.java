package org.scissionlite.plan.mincut;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.scissionlite.block.ConstantBranches;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/**
 * The fastest way to split a whole graph between a device and an edge, inside residual and
 * inception cells too, whatever number of tensors crosses.
 *
 * <p>The latency of a split is the device's time for its nodes, the edge's for the others, what
 * each of the two takes to begin, one round trip and the time of the bytes of every tensor that
 * crosses, each counted once. Where both run something, that is, but for a constant, the weight of
 * a cut in a flow network: a node on the device cuts its arc to the sink, one on the edge its arc
 * from the source, and a crossing tensor the arc behind its producer. Nothing flows back, so arcs
 * of infinite capacity tie a consumer on the device to its producer. Nodes that depend on no input
 * are left out: each side runs those that it needs.
 */
public final class MinimumCut {
  private static final double INFINITE = 1e18;

  private final ModelGraph graph;
  private final List<Node> nodes;
  private final Costs costs;
  private final FlowNetwork network = new FlowNetwork();
  private final int device = network.addVertex();
  private final int edge = network.addVertex();
  private final Map<String, Integer> vertexOf = new HashMap<>();

  private MinimumCut(ModelGraph graph, Costs costs) {
    this.graph = graph;
    this.nodes = ConstantBranches.outside(graph);
    this.costs = costs;
  }

  /** What the parts of a split cost, in nanoseconds. */
  public interface Costs {
    double deviceNanos(Node node);

    double edgeNanos(Node node);

    /** Of the bytes alone, without the round trip. */
    double transferNanos(TensorSpec tensor);

    double roundTripNanos();

    /** Of a device that runs anything, whatever it is. */
    double deviceEntryNanos();

    /** Of an edge that runs anything, whatever it is. */
    double edgeEntryNanos();
  }

  /**
   * A split of the graph.
   *
   * @param onDevice names of the nodes on the device, but for those that depend on no input
   * @param crossing what the device sends; nothing where it runs the whole model
   * @param nanos the latency
   */
  public record Split(Set<String> onDevice, List<TensorSpec> crossing, double nanos) {
    public Split {
      onDevice = Set.copyOf(onDevice);
      crossing = List.copyOf(crossing);
    }
  }

  /** The split of least latency. */
  public static Split of(ModelGraph graph, Costs costs) {
    Set<String> all = new LinkedHashSet<>();
    ConstantBranches.outside(graph).forEach(node -> all.add(node.name()));
    return Stream.of(
            split(graph, costs, all),
            new MinimumCut(graph, costs).solve(),
            split(graph, costs, Set.of()))
        .min(Comparator.comparingDouble(Split::nanos))
        .orElseThrow();
  }

  /** The split with these nodes on the device, and what it costs. */
  static Split split(ModelGraph graph, Costs costs, Set<String> onDevice) {
    double nanos = 0;
    Set<String> sent = new LinkedHashSet<>();
    List<Node> nodes = ConstantBranches.outside(graph);
    Map<String, Node> producers = producers(nodes);
    for (Node node : nodes) {
      boolean here = onDevice.contains(node.name());
      nanos += here ? costs.deviceNanos(node) : costs.edgeNanos(node);
      if (!here) {
        node.reads()
            .filter(tensor -> isActivation(graph, producers, tensor))
            .filter(
                tensor ->
                    !producers.containsKey(tensor)
                        || onDevice.contains(producers.get(tensor).name()))
            .forEach(sent::add);
      }
    }
    List<TensorSpec> crossing = sent.stream().map(graph::spec).toList();
    nanos += crossing.stream().mapToDouble(costs::transferNanos).sum();
    nanos += onDevice.isEmpty() ? 0 : costs.deviceEntryNanos();
    if (onDevice.size() < nodes.size()) {
      nanos += costs.roundTripNanos() + costs.edgeEntryNanos();
    }
    return new Split(onDevice, crossing, nanos);
  }

  private static boolean isActivation(
      ModelGraph graph, Map<String, Node> producers, String tensor) {
    return producers.containsKey(tensor)
        || graph.inputs().stream().anyMatch(input -> input.name().equals(tensor));
  }

  private static Map<String, Node> producers(List<Node> nodes) {
    Map<String, Node> producers = new HashMap<>();
    nodes.forEach(node -> node.writes().forEach(tensor -> producers.put(tensor, node)));
    return producers;
  }

  private Split solve() {
    Map<String, Node> producers = producers(nodes);
    for (Node node : nodes) {
      int vertex = network.addVertex();
      vertexOf.put(node.name(), vertex);
      network.addArc(vertex, edge, costs.deviceNanos(node));
      network.addArc(device, vertex, costs.edgeNanos(node));
    }
    Map<String, Integer> tensors = new HashMap<>();
    for (Node node : nodes) {
      int consumer = vertexOf.get(node.name());
      node.reads()
          .filter(tensor -> isActivation(graph, producers, tensor))
          .distinct()
          .forEach(
              tensor -> {
                int producer =
                    producers.containsKey(tensor)
                        ? vertexOf.get(producers.get(tensor).name())
                        : device;
                int sent = tensors.computeIfAbsent(tensor, name -> addTensor(name, producer));
                network.addArc(sent, consumer, INFINITE);
                network.addArc(consumer, producer, INFINITE);
              });
    }
    BitSet side = network.sourceSide(device, edge);
    Set<String> onDevice = new LinkedHashSet<>();
    vertexOf.forEach(
        (name, vertex) -> {
          if (side.get(vertex)) {
            onDevice.add(name);
          }
        });
    return split(graph, costs, onDevice);
  }

  private int addTensor(String name, int producer) {
    int vertex = network.addVertex();
    network.addArc(producer, vertex, costs.transferNanos(graph.spec(name)));
    return vertex;
  }
}
