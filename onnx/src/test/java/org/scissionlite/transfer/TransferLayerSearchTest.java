package org.scissionlite.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.OrtEngine;
import org.scissionlite.training.ExamplesInMemory;
import org.scissionlite.training.SearchGoal;
import org.scissionlite.training.SearchResult;
import org.scissionlite.training.SearchTrial;
import org.scissionlite.training.TransferLayerSearch;

/** The search for a transfer layer on a classifier whose answer is its strongest channel. */
class TransferLayerSearchTest {
  private static final TensorSpec INPUT =
      new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 4, 8, 8));
  private static final ModelGraph GRAPH = strongestChannel();
  private static final Cut CUT = BlockChain.of(GRAPH).cut("features");

  @Test
  void search_staysWithinTheGoalOnImagesItHasNotUsed() {
    List<SearchTrial> heard = new ArrayList<>();
    SearchResult result =
        new TransferLayerSearch(new OrtEngine(), 1, heard::add)
            .search(GRAPH, CUT, images(80), new SearchGoal(5, Long.MAX_VALUE, 1));

    assertThat(result.report().confirmed().dropPoints()).isLessThanOrEqualTo(5);
    assertThat(result.report().confirmed().images()).isEqualTo(20);
    assertThat(result.report().confirmed().meanBytes()).isLessThan(CUT.bytes() / 10.0);
    assertThat(result.layer().spec()).isEqualTo(result.report().confirmed().spec());
    assertThat(heard).isEqualTo(result.report().trials());
  }

  @Test
  void sameSeed_givesTheSameResult() {
    TransferLayerSearch search = new TransferLayerSearch(new OrtEngine(), 1, trial -> {});
    SearchGoal goal = new SearchGoal(5, Long.MAX_VALUE, 9);
    assertThat(search.search(GRAPH, CUT, images(40), goal).report())
        .isEqualTo(search.search(GRAPH, CUT, images(40), goal).report());
  }

  @Test
  void goalOutOfReach_saysWhatCameNearest() {
    TransferLayerSearch search = new TransferLayerSearch(new OrtEngine(), 1, trial -> {});
    assertThatThrownBy(() -> search.search(GRAPH, CUT, images(40), new SearchGoal(5, 1, 1)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("the nearest is");
  }

  @Test
  void tooFewImages_areRefused() {
    TransferLayerSearch search = new TransferLayerSearch(new OrtEngine(), 1, trial -> {});
    assertThatThrownBy(() -> search.search(GRAPH, CUT, images(3), new SearchGoal(1, 100, 1)))
        .isInstanceOf(UsageException.class)
        .hasMessage("the search needs at least 8 images, got 3");
  }

  private static ModelGraph strongestChannel() {
    TensorSpec output = new TensorSpec("scores", ElementType.FLOAT32, Shape.of(1, 4));
    return new ModelGraph(
        "strongest",
        Map.of("", Fragment.OPSET),
        List.of(INPUT),
        List.of(output),
        List.of(
            Node.of("features", "Relu", List.of("image"), Map.of()),
            Node.of("means", "GlobalAveragePool", List.of("features"), Map.of()),
            Node.of("scores", "Flatten", List.of("means"), Map.of())),
        Map.of(),
        Map.of("features", INPUT.type()));
  }

  private static ExamplesInMemory images(int count) {
    Random random = new Random(4);
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] values = new float[4 * 64];
      for (int j = 0; j < values.length; j++) {
        values[j] = (float) (random.nextGaussian() * 0.3 + (j / 64 == i % 4 ? 1 : 0));
      }
      inputs.add(Tensor.ofFloats(INPUT.shape(), values));
    }
    return ExamplesInMemory.unlabelled(inputs);
  }
}
