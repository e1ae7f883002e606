package org.scissionlite.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
  void cuts_areThePlacesBehindWhichNodesReadOneTensorAlone(ModelGraph graph) {
    List<List<List<String>>> cuts =
        BlockChain.of(graph).cuts().stream()
            .map(cut -> List.of(names(cut.tensors()), names(cut.kept())))
            .toList();

    assertThat(cuts).containsExactlyElementsOf(bruteForce(graph));
  }

  /** After each node in turn: what later ones read, and the outputs that are there. */
  private static List<List<List<String>>> bruteForce(ModelGraph graph) {
    List<List<List<String>>> places = new ArrayList<>();
    places.add(List.of(names(graph.inputs()), List.of()));
    Set<String> there = new LinkedHashSet<>(names(graph.inputs()));
    List<Node> nodes = graph.nodes();
    for (int i = 0; i + 1 < nodes.size(); i++) {
      there.add(nodes.get(i).name());
      List<String> alive =
          there.stream()
              .filter(
                  nodes.subList(i + 1, nodes.size()).stream().flatMap(Node::reads).toList()
                      ::contains)
              .toList();
      List<String> kept = names(graph.outputs()).stream().filter(there::contains).toList();
      List<List<String>> place = List.of(alive, kept);
      if (alive.size() == 1 && !place.equals(places.get(places.size() - 1))) {
        places.add(place);
      }
    }
    return places;
  }

  private static List<String> names(List<TensorSpec> tensors) {
    return tensors.stream().map(TensorSpec::name).toList();
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void tensorsWithoutWhichNoInputReachesAnOutput_areCuts(ModelGraph graph) {
    List<String> outputs = names(graph.outputs());

    assertThat(BlockChain.of(graph).cuts())
        .extracting(cut -> cut.tensors().get(0).name())
        .containsAll(
            graph.nodes().stream()
                .map(Node::name)
                .filter(name -> !isEnd(graph, name))
                .filter(name -> outputs.stream().noneMatch(reachableWithout(name, graph)::contains))
                .toList());
  }

  private static boolean isEnd(ModelGraph graph, String name) {
    return Ancestors.of(graph, List.of(graph.spec(name))).size() == graph.nodes().size();
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
    Set<TensorSpec> answered = new HashSet<>();

    for (int i = 0; i < blocks.size(); i++) {
      ModelGraph alone = blocks.get(i).graph(graph);
      assertThat(blocks.get(i).index()).isEqualTo(i);
      assertThat(alone.inputs()).isEqualTo(blocks.get(i).input().tensors());
      Set<String> known = new HashSet<>(names(alone.inputs()));
      alone.nodes().forEach(node -> node.writes().forEach(known::add));
      assertThat(names(alone.outputs())).isSubsetOf(known);
      answered.addAll(alone.outputs());
    }
    assertThat(answered).containsAll(graph.outputs());
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
