package org.scissionlite.plan.mincut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

class MinimumCutTest {
  private static final TensorType TYPE = new TensorType(ElementType.FLOAT32, Shape.of(1, 8));

  /** Costs from a seed; a third of the tensors is large. */
  private record RandomCosts(long seed) implements MinimumCut.Costs {
    private double of(String what, int most) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L ^ ((long) what.hashCode() << 17));
      random.nextInt();
      return random.nextInt(most);
    }

    @Override
    public double deviceNanos(Node node) {
      return of("device" + node.name(), 60);
    }

    @Override
    public double edgeNanos(Node node) {
      return of("edge" + node.name(), 20);
    }

    @Override
    public double transferNanos(TensorSpec tensor) {
      return of("bytes" + tensor.name(), 25);
    }

    @Override
    public double roundTripNanos() {
      return of("ping", 40);
    }

    @Override
    public double deviceEntryNanos() {
      return of("device entry", 6);
    }

    @Override
    public double edgeEntryNanos() {
      return of("edge entry", 6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 8, 11})
  void split_equalsBruteForce(int size) {
    int insideCells = 0;
    for (long seed = 0; seed < 60; seed++) {
      ModelGraph graph = graph(seed, size);
      MinimumCut.Costs costs = new RandomCosts(seed);
      MinimumCut.Split split = MinimumCut.of(graph, costs);
      assertThat(split.nanos())
          .as("seed " + seed)
          .isCloseTo(bruteForce(graph, costs), within(1e-6));
      assertThat(split).isEqualTo(MinimumCut.split(graph, costs, split.onDevice()));
      insideCells += split.crossing().size() > 1 ? 1 : 0;
    }
    assertThat(insideCells).isGreaterThanOrEqualTo(size > 4 ? 1 : 0);
  }

  private static double bruteForce(ModelGraph graph, MinimumCut.Costs costs) {
    double best = Double.POSITIVE_INFINITY;
    List<Node> nodes = graph.nodes();
    for (int mask = 0; mask < 1 << nodes.size(); mask++) {
      Set<String> onDevice = new HashSet<>();
      for (int i = 0; i < nodes.size(); i++) {
        if ((mask >> i & 1) == 1) {
          onDevice.add(nodes.get(i).name());
        }
      }
      if (nothingFlowsBack(graph, onDevice)) {
        best = Math.min(best, MinimumCut.split(graph, costs, onDevice).nanos());
      }
    }
    return best;
  }

  private static boolean nothingFlowsBack(ModelGraph graph, Set<String> onDevice) {
    return graph.nodes().stream()
        .filter(node -> onDevice.contains(node.name()))
        .allMatch(node -> node.reads().allMatch(t -> t.equals("x") || onDevice.contains(t)));
  }

  /** A random graph of one input; every node is named like its tensor. */
  private static ModelGraph graph(long seed, int size) {
    Random random = new Random(seed);
    List<Node> nodes = new ArrayList<>();
    Map<String, TensorType> types = new HashMap<>();
    List<String> tensors = new ArrayList<>(List.of("x"));
    for (int i = 0; i < size; i++) {
      Set<String> reads = new HashSet<>();
      reads.add(tensors.get(Math.max(0, tensors.size() - 1 - random.nextInt(2))));
      reads.add(tensors.get(random.nextInt(tensors.size())));
      String name = "n" + i;
      nodes.add(new Node(name, name, "", "Sum", List.copyOf(reads), List.of(name), Map.of()));
      types.put(name, TYPE);
      tensors.add(name);
    }
    return new ModelGraph(
        "random",
        Map.of("", 17),
        List.of(new TensorSpec("x", TYPE)),
        List.of(new TensorSpec("n" + (size - 1), TYPE)),
        nodes,
        Map.of(),
        types);
  }
}
