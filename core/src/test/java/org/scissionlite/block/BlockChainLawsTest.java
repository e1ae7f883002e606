package org.scissionlite.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

/** What holds for the chain of every model, on seeded random graphs. */
class BlockChainLawsTest {
  static Stream<ModelGraph> graphs() {
    Random random = new Random(20260101);
    return Stream.generate(() -> Graphs.random(random, 1 + random.nextInt(14))).limit(300);
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void cuts_areTheTensorsWithoutWhichNoInputReachesAnOutput(ModelGraph graph) {
    List<String> cuts =
        BlockChain.of(graph).cuts().stream()
            .skip(1)
            .map(cut -> cut.tensors().get(0).name())
            .toList();

    assertThat(cuts).containsExactlyElementsOf(bruteForce(graph));
  }

  /** Every node's tensor, taken out in turn: a cut if all outputs are then out of reach. */
  private static List<String> bruteForce(ModelGraph graph) {
    List<String> outputs = graph.outputs().stream().map(TensorSpec::name).toList();
    return graph.nodes().stream()
        .map(Node::name)
        .filter(
            name -> Ancestors.of(graph, List.of(graph.spec(name))).size() < graph.nodes().size())
        .filter(name -> outputs.stream().noneMatch(reachableWithout(name, graph)::contains))
        .toList();
  }

  private static Set<String> reachableWithout(String removed, ModelGraph graph) {
    Set<String> reached = new HashSet<>();
    graph.inputs().forEach(input -> reached.add(input.name()));
    for (Node node : graph.nodes()) {
      if (!node.name().equals(removed) && node.reads().anyMatch(reached::contains)) {
        reached.add(node.name());
      }
    }
    return reached;
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void blocks_holdEveryNodeOnceInOrder(ModelGraph graph) {
    List<Node> held =
        BlockChain.of(graph).blocks().stream().flatMap(block -> block.nodes().stream()).toList();

    assertThat(held).containsExactlyInAnyOrderElementsOf(graph.nodes());
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void blocks_areModelsOfTheirOwnFromCutToCut(ModelGraph graph) {
    List<Block> blocks = BlockChain.of(graph).blocks();

    for (int i = 0; i < blocks.size(); i++) {
      ModelGraph alone = blocks.get(i).graph(graph);
      assertThat(blocks.get(i).index()).isEqualTo(i);
      assertThat(alone.inputs()).isEqualTo(blocks.get(i).input().tensors());
      assertThat(alone.outputs())
          .isEqualTo(i + 1 < blocks.size() ? blocks.get(i + 1).input().tensors() : graph.outputs());
    }
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void layerNumbers_areThoseOfTheBlocksNodes(ModelGraph graph) {
    List<String> layers = graph.layers().stream().map(layer -> layer.name()).toList();

    for (Block block : BlockChain.of(graph).blocks()) {
      List<Integer> numbers =
          block.nodes().stream().map(node -> layers.indexOf(node.layer())).sorted().toList();
      assertThat(block.firstLayer()).isEqualTo(block.index() == 0 ? 0 : numbers.get(0));
      assertThat(block.lastLayer()).isEqualTo(numbers.get(numbers.size() - 1));
    }
  }
}
