package org.scissionlite.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.error.UsageException;
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
  void cuts_areAllTensorsBehindWhichNothingElseIsRead(ModelGraph graph) {
    Set<String> found = new HashSet<>();
    BlockChain.of(graph).cuts().forEach(cut -> found.addAll(names(cut.tensors())));
    found.removeAll(names(graph.inputs()));

    assertThat(found).isIn(graph.outputs().stream().map(end -> bruteForce(graph, end)).toList());
    assertThat(graph.outputs())
        .allSatisfy(
            end -> assertThat(bruteForce(graph, end)).hasSizeLessThanOrEqualTo(found.size()));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void cutsInOtherHeads_areTheRestOfThoseThatCanBeNamed(ModelGraph graph) {
    BlockChain chain = BlockChain.of(graph);
    Set<String> all = new HashSet<>();
    chain.cuts().forEach(cut -> all.addAll(names(cut.tensors())));
    chain.cutsInOtherHeads().forEach(cut -> all.addAll(names(cut.tensors())));
    all.removeAll(names(graph.inputs()));

    assertThat(all)
        .isEqualTo(
            graph.nodes().stream()
                .map(Node::name)
                .filter(name -> named(graph, name).isPresent())
                .collect(Collectors.toSet()));
    if (graph.nodes().size() <= 10) {
      assertThat(all).isEqualTo(aloneBetweenAnyParts(graph));
    }
  }

  /** The tensors that alone cross from some nodes that can run without the others to the others. */
  private static Set<String> aloneBetweenAnyParts(ModelGraph graph) {
    Set<String> found = new HashSet<>();
    int all = (1 << graph.nodes().size()) - 1;
    for (int part = 1; part < all; part++) {
      Set<String> there = new HashSet<>(names(graph.inputs()));
      part(graph, part).forEach(node -> there.add(node.name()));
      boolean runs = part(graph, part).flatMap(Node::reads).allMatch(there::contains);
      Set<String> crossing =
          part(graph, all ^ part)
              .flatMap(Node::reads)
              .filter(there::contains)
              .collect(Collectors.toSet());
      if (runs && crossing.size() == 1) {
        found.addAll(crossing);
      }
    }
    found.removeAll(names(graph.inputs()));
    return found;
  }

  private static Stream<Node> part(ModelGraph graph, int bits) {
    return IntStream.range(0, graph.nodes().size())
        .filter(i -> (bits >> i & 1) == 1)
        .mapToObj(graph.nodes()::get);
  }

  /** The tensors which are cuts when they are named, with an output behind them. */
  private static Set<String> bruteForce(ModelGraph graph, TensorSpec end) {
    return graph.nodes().stream()
        .map(Node::name)
        .filter(name -> named(graph, name).stream().anyMatch(cut -> !cut.kept().contains(end)))
        .collect(Collectors.toSet());
  }

  private static Optional<Cut> named(ModelGraph graph, String tensor) {
    try {
      return Optional.of(TensorCut.of(graph, tensor));
    } catch (UsageException e) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void cuts_doNotDependOnTheOrderOfTheNodes(ModelGraph graph) {
    Random random = new Random(graph.nodes().size());
    for (int most : List.of(1, 3)) {
      List<List<Object>> cuts = described(BlockChain.of(graph, most));
      for (int i = 0; i < 3; i++) {
        assertThat(described(BlockChain.of(shuffled(graph, random), most))).isEqualTo(cuts);
      }
    }
  }

  private static List<List<Object>> described(BlockChain chain) {
    return chain.cuts().stream()
        .map(cut -> List.<Object>of(cut.name(), names(cut.tensors()), names(cut.kept())))
        .toList();
  }

  /** The graph with its nodes in any other order in which they can run. */
  private static ModelGraph shuffled(ModelGraph graph, Random random) {
    List<Node> waiting = new ArrayList<>(graph.nodes());
    Collections.shuffle(waiting, random);
    Set<String> there = new HashSet<>(names(graph.inputs()));
    List<Node> nodes = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Node next =
          waiting.stream()
              .filter(node -> node.reads().allMatch(there::contains))
              .findFirst()
              .orElseThrow();
      waiting.remove(next);
      nodes.add(next);
      there.add(next.name());
    }
    return graph.with(graph.inputs(), graph.outputs(), nodes);
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
