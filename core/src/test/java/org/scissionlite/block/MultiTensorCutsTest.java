package org.scissionlite.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

class MultiTensorCutsTest {
  static Stream<ModelGraph> graphs() {
    Random random = new Random(7);
    return Stream.generate(() -> Graphs.random(random, 1 + random.nextInt(12))).limit(150);
  }

  @Test
  void residualCell_isCutInsideWithTwoTensors() {
    ModelGraph graph = residual();
    assertThat(names(BlockChain.of(graph)))
        .containsExactly(List.of("x"), List.of("a"), List.of("c"));
    assertThat(names(BlockChain.of(graph, 2)))
        .containsExactly(List.of("x"), List.of("a"), List.of("a", "b"), List.of("c"));
    assertThat(BlockChain.of(graph, 2).cuts().get(2).bytes()).isEqualTo(64);
  }

  private static List<List<String>> names(BlockChain chain) {
    return chain.cuts().stream()
        .map(cut -> cut.tensors().stream().map(TensorSpec::name).toList())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void everyCut_separatesTheModel(ModelGraph graph) {
    BlockChain chain = BlockChain.of(graph, 3);
    Set<Node> done = new HashSet<>();
    for (Block block : chain.blocks()) {
      Set<String> known = new HashSet<>();
      block.input().ends().forEach(tensor -> known.add(tensor.name()));
      for (Node node : block.nodes()) {
        assertThat(node.reads()).allMatch(known::contains);
        node.writes().forEach(known::add);
        assertThat(done.add(node)).isTrue();
      }
      assertThat(block.output().ends().stream().map(TensorSpec::name)).allMatch(known::contains);
    }
    assertThat(done).hasSameSizeAs(graph.nodes());
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void singleTensorCuts_areAmongThem(ModelGraph graph) {
    assertThat(names(BlockChain.of(graph, 3))).containsAll(names(BlockChain.of(graph)));
  }

  @Test
  void cutOfNamedTensors_liesAnywhere() {
    ModelGraph graph = residual();
    Cut cut = BlockChain.of(graph).cut("a, b");
    assertThat(cut.name()).isEqualTo("a,b");
    assertThat(cut.layer()).isEqualTo(2);
    assertThat(cut.tensors()).extracting(TensorSpec::name).containsExactly("a", "b");
  }

  @Test
  void tensorsThatAreNoCut_areRefusedWithTheMissingOne() {
    BlockChain chain = BlockChain.of(residual());
    assertThatThrownBy(() -> chain.cut("b,b"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'a' is needed behind it too");
    assertThatThrownBy(() -> chain.cut("a,e"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("unknown tensor of a cut 'e'");
  }

  /** x to a to b; a and b to c; c to d. */
  private static ModelGraph residual() {
    return new Graphs("x")
        .add("a", "x")
        .add("b", "a")
        .add("c", "b", "a")
        .add("d", "c")
        .withOutputs("d");
  }

  @Test
  void lessThanOneTensor_isRefused() {
    ModelGraph graph = new Graphs("x").add("a", "x").withOutputs("a");
    assertThatThrownBy(() -> BlockChain.of(graph, 0)).isInstanceOf(UsageException.class);
  }
}
