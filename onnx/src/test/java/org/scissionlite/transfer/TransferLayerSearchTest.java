package org.scissionlite.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import org.scissionlite.training.SearchImages;
import org.scissionlite.training.SearchListener;
import org.scissionlite.training.SearchReport;
import org.scissionlite.training.SearchResult;
import org.scissionlite.training.SearchTrial;
import org.scissionlite.training.TransferLayerSearch;
import org.scissionlite.training.TrialJournal;

/** The search for a transfer layer on a classifier whose answer is its strongest channel. */
class TransferLayerSearchTest {
  private static final TensorSpec INPUT =
      new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 4, 8, 8));
  private static final ModelGraph GRAPH = strongestChannel();
  private static final Cut CUT = BlockChain.of(GRAPH).cut("features");

  @TempDir private Path folder;

  @Test
  void search_staysWithinTheGoalOnImagesItHasNotUsed() {
    List<SearchTrial> heard = new ArrayList<>();
    SearchResult result =
        search(TrialJournal.inMemory(), (trial, done, most) -> heard.add(trial))
            .search(GRAPH, CUT, images(80), new SearchGoal(5, Long.MAX_VALUE, 1));

    assertThat(result.report().confirmed().dropPoints()).isLessThanOrEqualTo(5);
    assertThat(result.report().confirmed().images()).isEqualTo(24);
    assertThat(result.report().confirmed().meanBytes()).isLessThan(CUT.bytes() / 10.0);
    assertThat(result.layer().spec()).isEqualTo(result.report().confirmed().spec());
    assertThat(heard).containsAll(result.report().trials());
  }

  @Test
  void layersWithWeights_areLeftOutWhereNothingDifferentiates() {
    SearchResult result =
        search(TrialJournal.inMemory(), SearchListener.SILENT)
            .search(GRAPH, CUT, images(40), new SearchGoal(5, Long.MAX_VALUE, 1));
    assertThat(result.report().why())
        .contains("could not be fitted: transform with weights 0.25 (")
        .contains("the sensitivity of the answer of 'strongest' is not known here");
  }

  @Test
  void sameSeed_givesTheSameResult() {
    SearchGoal goal = new SearchGoal(5, Long.MAX_VALUE, 9);
    assertThat(report(TrialJournal.inMemory(), goal))
        .isEqualTo(report(TrialJournal.inMemory(), goal));
  }

  @Test
  void stoppedSearch_goesOnWithTheTrialsItMade() {
    Path file = folder.resolve("journal.json");
    SearchGoal goal = new SearchGoal(5, Long.MAX_VALUE, 9);
    SearchListener stopping =
        (trial, done, most) -> {
          if (done == 5) {
            throw new IllegalStateException("stopped");
          }
        };
    assertThatThrownBy(
            () -> search(TrialJournal.in(file), stopping).search(GRAPH, CUT, images(40), goal))
        .hasMessage("stopped");
    List<String> told = new ArrayList<>();
    SearchListener telling =
        new SearchListener() {
          @Override
          public void resumed(int trials) {
            told.add("goes on after " + trials);
          }

          @Override
          public void afterTrial(SearchTrial trial, int done, int most) {
            told.add("trial " + done);
          }
        };
    SearchResult resumed =
        search(TrialJournal.in(file), telling).search(GRAPH, CUT, images(40), goal);
    assertThat(told).startsWith("goes on after 5", "trial 6");
    assertThat(resumed.report()).isEqualTo(report(TrialJournal.inMemory(), goal));
  }

  @Test
  void journalOfOtherImages_doesNotCount() {
    Path file = folder.resolve("journal.json");
    SearchGoal goal = new SearchGoal(5, Long.MAX_VALUE, 9);
    search(TrialJournal.in(file), SearchListener.SILENT).search(GRAPH, CUT, images(40), goal);
    SearchResult other =
        search(TrialJournal.in(file), SearchListener.SILENT).search(GRAPH, CUT, images(48), goal);
    assertThat(other.report().chosen().images()).isEqualTo(33);
  }

  @Test
  void goalOutOfReach_saysWhatCameNearest() {
    TransferLayerSearch search = search(TrialJournal.inMemory(), SearchListener.SILENT);
    assertThatThrownBy(() -> search.search(GRAPH, CUT, images(40), new SearchGoal(5, 1, 1)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("the nearest is");
  }

  @Test
  void tooFewImages_areRefused() {
    assertThatThrownBy(() -> images(3))
        .isInstanceOf(UsageException.class)
        .hasMessage("the search needs at least 8 images, got 3");
  }

  @ParameterizedTest
  @CsvSource({"2,92,2.00", "0,92,1.25", "-3,92,1.25", "0,100,0", "8,92,8"})
  void expectedDrop_weighsChangedAnswersAgainstTheMeasuredDrop(
      double drop, double agreement, double expected) {
    SearchTrial trial = new SearchTrial("x", 150, 1, drop, 1, agreement);
    assertThat(trial.expectedDropPoints()).isCloseTo(expected, within(0.005));
  }

  @Test
  void lossOnTheImagesOfTheChoice_countsWhereItIsConfirmed() {
    SearchTrial chosen = new SearchTrial("x", 350, 1, 100 / 350.0, 1, 96);
    SearchTrial confirmed = new SearchTrial("x", 150, 1, -1.33, 1, 100 - 1100 / 150.0);
    assertThat(confirmed.expectedDropPoints()).isCloseTo(1.18, within(0.005));
    assertThat(confirmed.expectedDropPoints(chosen)).isCloseTo(0.98, within(0.005));
  }

  private static SearchReport report(TrialJournal journal, SearchGoal goal) {
    return search(journal, SearchListener.SILENT).search(GRAPH, CUT, images(40), goal).report();
  }

  private static TransferLayerSearch search(TrialJournal journal, SearchListener listener) {
    return new TransferLayerSearch(new OrtEngine(), 1, Sensitivity.UNKNOWN, journal, listener);
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

  private static SearchImages images(int count) {
    Random random = new Random(4);
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] values = new float[4 * 64];
      for (int j = 0; j < values.length; j++) {
        values[j] = (float) (random.nextGaussian() * 0.3 + (j / 64 == i % 4 ? 1 : 0));
      }
      inputs.add(Tensor.ofFloats(INPUT.shape(), values));
    }
    return SearchImages.divided(ExamplesInMemory.unlabelled(inputs), 1);
  }
}
