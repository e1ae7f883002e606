package org.scissionlite.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.TensorSpec;

class BlockChainTest {
  @Test
  void residualBlock_isCutBeforeAndBehindItsShortcut() {
    ModelGraph graph =
        new Graphs("x")
            .add("stem", "x")
            .add("conv1", "stem")
            .add("conv2", "conv1")
            .add("add", "conv2", "stem")
            .add("head", "add")
            .withOutputs("head");

    assertThat(cutsOf(graph)).containsExactly("input", "stem", "add");
    assertThat(nodesOf(graph))
        .containsExactly(List.of("stem"), List.of("conv1", "conv2", "add"), List.of("head"));
  }

  @Test
  void denseBlock_isCutOnlyWhereItsConcatenationsEnd() {
    ModelGraph graph =
        new Graphs("x")
            .add("conv1", "x")
            .add("concat1", "x", "conv1")
            .add("conv2", "concat1")
            .add("concat2", "x", "conv1", "conv2")
            .add("transition", "concat2")
            .add("head", "transition")
            .withOutputs("head");

    assertThat(cutsOf(graph)).containsExactly("input", "concat2", "transition");
  }

  @Test
  void inceptionBlock_isOneBlockOfAllItsBranches() {
    ModelGraph graph =
        new Graphs("x")
            .add("stem", "x")
            .add("a", "stem")
            .add("b1", "stem")
            .add("b2", "b1")
            .add("pool", "stem")
            .add("concat", "a", "b2", "pool")
            .add("head", "concat")
            .withOutputs("head");

    assertThat(cutsOf(graph)).containsExactly("input", "stem", "concat");
  }

  @Test
  void outputsThatAreThere_areKeptAndDoNotCross() {
    ModelGraph graph = twoHeads();
    BlockChain chain = BlockChain.of(graph);

    assertThat(cutsOf(graph)).containsExactly("input", "stem", "left", "right");
    assertThat(chain.cuts())
        .extracting(Cut::tensors)
        .extracting(BlockChainTest::namesOf)
        .containsExactly(List.of("x"), List.of("stem"), List.of("stem"), List.of("right"));
    assertThat(chain.cuts())
        .extracting(Cut::kept)
        .extracting(BlockChainTest::namesOf)
        .containsExactly(List.of(), List.of(), List.of("left"), List.of("left"));
    assertThat(chain.cut("left").answeredBehind(graph))
        .extracting("name")
        .containsExactly("right2");
    assertThat(chain.cut("left").ends()).extracting("name").containsExactly("stem", "left");
    assertThat(chain.cut("left").keptBytes()).isEqualTo(32);
    assertThat(new BlockRange(0, 3).graph(chain).outputs())
        .extracting("name")
        .containsExactly("right", "left");
  }

  @Test
  void cutOfNamedTensors_keepsTheOutputsThatNobodyBehindReads() {
    BlockChain chain = BlockChain.of(twoHeads());

    Cut both = chain.cut("stem,left");
    assertThat(namesOf(both.tensors())).containsExactly("stem");
    assertThat(namesOf(both.kept())).containsExactly("left");
    assertThat(namesOf(chain.cut("right, left").tensors())).containsExactly("right");
    assertThatThrownBy(() -> chain.cut("left,right2"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "the tensors [left, right2] are no cut: nothing is left to compute behind them; name"
                + " earlier ones");
  }

  @Test
  void headThatTheFileRunsLater_hidesNoCut() {
    BlockChain chain =
        BlockChain.of(
            new Graphs("x")
                .add("stem", "x")
                .add("deep", "stem")
                .add("late", "deep")
                .add("early", "stem")
                .withOutputs("late", "early"));
    assertThat(chain.cuts())
        .extracting(Cut::name)
        .containsExactly("input", "stem", "early", "deep");
    Cut deep = chain.cut("deep");
    assertThat(namesOf(deep.tensors())).containsExactly("deep");
    assertThat(namesOf(deep.kept())).containsExactly("early");
    assertThat(chain.blocks())
        .extracting(block -> block.output().name())
        .containsExactly("stem", "early", "deep", "late");
    assertThatThrownBy(() -> chain.cut("late"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("nothing is left to compute behind them");
  }

  @Test
  void cutInsideAHeadBesideALargerOne_isMadeByItsTensor() {
    BlockChain chain =
        BlockChain.of(
            new Graphs("x")
                .add("stem", "x")
                .add("side1", "stem")
                .add("side2", "side1")
                .add("main1", "stem")
                .add("main2", "main1")
                .add("main3", "main2")
                .withOutputs("main3", "side2"));
    assertThat(chain.cuts())
        .extracting(Cut::name)
        .containsExactly("input", "stem", "side2", "main1", "main2");
    assertThat(chain.cutsInOtherHeads()).containsExactly(chain.cut("side1"));
    assertThat(namesOf(chain.cut("side1").kept())).containsExactly("main3");
  }

  @Test
  void outputOfConstants_isKeptFromTheInputOn() {
    BlockChain chain =
        BlockChain.of(
            new Graphs("x")
                .add("priors")
                .add("scaled", "priors")
                .add("a", "x")
                .add("b", "a", "priors")
                .withOutputs("b", "scaled"));
    ModelGraph graph = chain.graph();
    assertThat(chain.cuts())
        .extracting(cut -> namesOf(cut.kept()))
        .containsExactly(List.of("scaled"), List.of("scaled"));
    assertThat(chain.cut("a").answeredBehind(graph)).extracting("name").containsExactly("b");
    NodeSides sides = NodeSides.of(graph, chain.cut("a").ends());
    assertThat(sides.before()).extracting(Node::name).containsExactly("priors", "scaled", "a");
    assertThat(sides.behind()).extracting(Node::name).containsExactly("priors", "b");
    assertThat(chain.blocks())
        .allSatisfy(
            block -> assertThat(block.nodes()).extracting(Node::name).doesNotContain("scaled"));
  }

  /** x to stem; stem to the output left, and by right to the output right2. */
  private static ModelGraph twoHeads() {
    return new Graphs("x")
        .add("stem", "x")
        .add("left", "stem")
        .add("right", "stem")
        .add("right2", "right")
        .withOutputs("left", "right2");
  }

  private static List<String> namesOf(List<? extends TensorSpec> tensors) {
    return tensors.stream().map(TensorSpec::name).toList();
  }

  @Test
  void outputThatIsReadOn_isACut() {
    ModelGraph graph =
        new Graphs("x").add("a", "x").add("b", "a").add("c", "b").withOutputs("b", "c");

    assertThat(cutsOf(graph)).containsExactly("input", "a", "b");
    Cut behind = BlockChain.of(graph).cut("b");
    assertThat(namesOf(behind.tensors())).containsExactly("b");
    assertThat(behind.kept()).isEqualTo(behind.tensors());
  }

  @Test
  void constantBranches_hideNoCutAndCrossNone() {
    ModelGraph graph =
        new Graphs("x")
            .add("priors")
            .add("a", "x")
            .add("scaled", "priors")
            .add("b", "a", "scaled")
            .add("c", "b")
            .add("d", "c", "scaled")
            .withOutputs("d");

    assertThat(cutsOf(graph)).containsExactly("input", "a", "b", "c");
    for (int most : List.of(1, 2)) {
      BlockChain chain = BlockChain.of(graph, most);
      assertThat(chain.cuts()).allSatisfy(cut -> assertThat(cut.tensors()).hasSize(1));
      assertThat(chain.blocks())
          .filteredOn(
              block -> block.nodes().stream().anyMatch(node -> node.name().equals("priors")))
          .extracting(block -> block.output().name())
          .containsExactly("b", "d");
      NodeSides sides = NodeSides.of(graph, chain.cut("c").tensors());
      assertThat(sides.before()).extracting(Node::name).contains("priors", "scaled");
      assertThat(sides.behind()).extracting(Node::name).containsExactly("priors", "scaled", "d");
      assertThat(new BlockRange(0, chain.blocks().size()).graph(chain).nodes())
          .containsExactlyInAnyOrderElementsOf(graph.nodes());
    }
  }

  @Test
  void severalInputs_areCutBehindTheirJoin() {
    ModelGraph graph =
        new Graphs("x", "y")
            .add("left", "x")
            .add("right", "y")
            .add("join", "left", "right")
            .add("head", "join")
            .withOutputs("head");
    BlockChain chain = BlockChain.of(graph);

    assertThat(cutsOf(graph)).containsExactly("input", "join");
    assertThat(chain.cut("input").tensors()).hasSize(2);
    assertThat(chain.cut("input").bytes()).isEqualTo(2 * 32);
  }

  @Test
  void singleNode_hasOneBlockAndOnlyTheInputsCut() {
    ModelGraph graph = new Graphs("x").add("only", "x").withOutputs("only");

    assertThat(cutsOf(graph)).containsExactly("input");
    assertThat(nodesOf(graph)).containsExactly(List.of("only"));
  }

  @Test
  void modelWithoutCut_saysSoForAnyName() {
    BlockChain chain = BlockChain.of(new Graphs("x").add("only", "x").withOutputs("only"));

    assertThatThrownBy(() -> chain.cut("conv1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'test' has no cut")
        .hasMessageContaining("run it whole");
  }

  @Test
  void cutInsideALayerOfTwoNodes_isNamedByItsTensor() {
    ModelGraph graph =
        new Graphs("x")
            .addTo("separable", "depthwise", "x")
            .addTo("separable", "pointwise", "depthwise")
            .add("head", "pointwise")
            .withOutputs("head");
    BlockChain chain = BlockChain.of(graph);

    assertThat(cutsOf(graph)).containsExactly("input", "depthwise", "separable");
    assertThat(chain.cut("separable").tensors().get(0).name()).isEqualTo("pointwise");
    assertThat(chain.cut("1").tensors().get(0).name()).isEqualTo("pointwise");
  }

  @Test
  void cut_isFoundByLayerTensorNumberAndModule() {
    BlockChain chain = BlockChain.of(modules());

    assertThat(chain.cut("layer1.8.relu1").layer()).isEqualTo(2);
    assertThat(chain.cut("3").name()).isEqualTo("layer1.8.relu2");
    assertThat(chain.cut("layer1.8").name()).isEqualTo("layer1.8.relu2");
    assertThat(chain.cut("layer1").name()).isEqualTo("layer1.8.relu2");
    assertThat(chain.cut("0").name()).isEqualTo("input");
  }

  @Test
  void tensorNamedLikeANumber_goesBeforeTheLayerOfThatNumber() {
    ModelGraph graph =
        new Graphs("x").add("3", "x").add("2", "3").add("c", "2").add("d", "c").withOutputs("d");

    assertThat(BlockChain.of(graph).cut("3").layer()).isEqualTo(1);
  }

  @Test
  void module_doesNotMatchHalfAName() {
    BlockChain chain = BlockChain.of(modules());

    assertThatThrownBy(() -> chain.cut("layer1.8.rel")).isInstanceOf(UsageException.class);
  }

  @Test
  void unknownCut_listsTheValidOnesNearestFirst() {
    BlockChain chain = BlockChain.of(modules());

    assertThatThrownBy(() -> chain.cut("layer2.0.relu"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "unknown cut 'layer2.0.relu'; valid, nearest first: layer1.8.relu1,"
                + " layer1.8.relu2, layer2.0, conv1, input");
  }

  private static ModelGraph modules() {
    return new Graphs("x")
        .add("conv1", "x")
        .add("layer1.8.relu1", "conv1")
        .add("layer1.8.relu2", "layer1.8.relu1")
        .add("layer2.0", "layer1.8.relu2")
        .add("fc", "layer2.0")
        .withOutputs("fc");
  }

  private static List<String> cutsOf(ModelGraph graph) {
    return BlockChain.of(graph).cuts().stream().map(Cut::name).toList();
  }

  private static List<List<String>> nodesOf(ModelGraph graph) {
    return BlockChain.of(graph).blocks().stream()
        .map(block -> block.nodes().stream().map(Node::name).toList())
        .toList();
  }
}
