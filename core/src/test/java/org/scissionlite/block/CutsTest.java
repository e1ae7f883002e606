package org.scissionlite.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

class CutsTest {
  private static final TensorType TYPE = new TensorType(ElementType.FLOAT32, Shape.of(1, 8));

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, TensorType> types = new HashMap<>();

  @Test
  void chain_isCutAfterEveryLayer() {
    add("a", "x");
    add("b", "a");
    add("c", "b");

    assertThat(referenceCuts()).containsExactly("a", "b");
    assertThat(singleTensorCuts()).containsExactly("input", "a", "b");
  }

  @Test
  void tensorThatFeedsTwoBranches_isNoCutOfTheReference() {
    add("a", "x");
    add("left", "a");
    add("sum", "left", "a");
    add("c", "sum");

    assertThat(referenceCuts()).containsExactly("sum");
    assertThat(singleTensorCuts()).containsExactly("input", "a", "sum");
  }

  @Test
  void layerBesideALongEdge_isNoCut() {
    add("a", "x");
    add("b", "a");
    add("c", "b", "x");
    add("d", "c");

    assertThat(referenceCuts()).containsExactly("c");
  }

  @Test
  void behindATensorThatIsAnOutputToo_thereIsNoCutOfTheReference() {
    add("a", "x");
    add("b", "a");
    add("c", "b");

    assertThat(namesOf(ReferenceCuts.of(graph("a", "c")))).isEmpty();
  }

  @Test
  void outputBytes_countTheHeader() {
    add("a", "x");
    add("b", "a");

    Block first = ReferenceCuts.of(graph("b")).blocks().get(0);

    assertThat(ReferenceCuts.outputBytes(first)).isEqualTo(128 + 4 * 8);
  }

  @Test
  void inRandomGraphs_blocksHoldEveryNodeOnce_andReferenceCutsAreSingleTensorCuts() {
    Random random = new Random(5);
    for (int run = 0; run < 200; run++) {
      nodes.clear();
      String last = randomGraph(random);
      ModelGraph graph = graph(last);
      BlockChain reference = ReferenceCuts.of(graph);

      assertThat(reference.blocks().stream().flatMap(block -> block.nodes().stream()))
          .containsExactlyElementsOf(graph.nodes());
      assertThat(namesOf(BlockChain.of(graph))).containsAll(namesOf(reference));
      reference.blocks().forEach(block -> block.graph(graph));
    }
  }

  private String randomGraph(Random random) {
    List<String> tensors = new ArrayList<>(List.of("x"));
    for (int i = 0; i < 12; i++) {
      String recent = tensors.get(tensors.size() - 1);
      String other = tensors.get(random.nextInt(tensors.size()));
      String name = "n" + i;
      add(name, random.nextInt(3) == 0 ? new String[] {recent, other} : new String[] {recent});
      tensors.add(name);
    }
    return "n11";
  }

  private List<String> referenceCuts() {
    return namesOf(ReferenceCuts.of(graph(nodes.get(nodes.size() - 1).name())));
  }

  private List<String> singleTensorCuts() {
    BlockChain chain = BlockChain.of(graph(nodes.get(nodes.size() - 1).name()));
    chain.blocks().forEach(block -> block.graph(chain.graph()));
    return chain.cuts().stream().map(Cut::name).toList();
  }

  private static List<String> namesOf(BlockChain chain) {
    return chain.cuts().stream().map(Cut::name).filter(name -> !name.equals("input")).toList();
  }

  private void add(String name, String... inputs) {
    nodes.add(Node.of(name, "Sum", Arrays.asList(inputs), Map.of()));
    types.put(name, TYPE);
  }

  private ModelGraph graph(String... outputs) {
    return new ModelGraph(
        "test",
        Map.of("", 17),
        List.of(new TensorSpec("x", TYPE)),
        Arrays.stream(outputs).map(name -> new TensorSpec(name, TYPE)).toList(),
        nodes,
        Map.of(),
        types);
  }
}
