package org.scissionlite.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.training.examples.ExamplesInMemory;
import org.scissionlite.training.search.SearchGoal;
import org.scissionlite.training.search.SearchImages;
import org.scissionlite.training.search.SearchListener;
import org.scissionlite.training.search.SearchReport;
import org.scissionlite.training.search.SearchResult;
import org.scissionlite.training.search.TransferLayerSearch;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.ShippedTrial;
import org.scissionlite.training.search.trial.TrialJournal;

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
            .search(GRAPH, CUT, images(120), new SearchGoal(5, Long.MAX_VALUE, 1));

    assertThat(result.report().confirmed().dropPoints()).isLessThanOrEqualTo(5);
    assertThat(result.report().atMostPoints()).isLessThanOrEqualTo(5);
    assertThat(result.report().confirmed().images()).isEqualTo(60);
    assertThat(result.report().confirmed().meanBytes()).isLessThan(CUT.bytes() / 10.0);
    assertThat(result.layers().get(0).spec()).isEqualTo(result.report().confirmed().spec());
    assertThat(heard).containsAll(result.report().trials());
  }

  @Test
  void layersWithWeights_areLeftOutWhereNothingDifferentiates() {
    SearchResult result =
        search(TrialJournal.inMemory(), SearchListener.SILENT)
            .search(GRAPH, CUT, images(120), new SearchGoal(5, Long.MAX_VALUE, 1));
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
            () -> search(TrialJournal.in(file), stopping).search(GRAPH, CUT, images(120), goal))
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
        search(TrialJournal.in(file), telling).search(GRAPH, CUT, images(120), goal);
    assertThat(told).startsWith("goes on after 5", "trial 6");
    assertThat(resumed.report()).isEqualTo(report(TrialJournal.inMemory(), goal));
  }

  @Test
  void journalOfOtherImages_doesNotCount() {
    Path file = folder.resolve("journal.json");
    SearchGoal goal = new SearchGoal(5, Long.MAX_VALUE, 9);
    search(TrialJournal.in(file), SearchListener.SILENT).search(GRAPH, CUT, images(120), goal);
    SearchResult other =
        search(TrialJournal.in(file), SearchListener.SILENT).search(GRAPH, CUT, images(128), goal);
    assertThat(other.report().chosen().images()).isEqualTo(38);
  }

  @Test
  void goalOutOfReach_saysWhatCameNearest() {
    TransferLayerSearch search = search(TrialJournal.inMemory(), SearchListener.SILENT);
    assertThatThrownBy(() -> search.search(GRAPH, CUT, images(120), new SearchGoal(5, 1, 1)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("the nearest is");
  }

  @Test
  void tooFewImages_areRefused() {
    assertThatThrownBy(() -> images(3))
        .isInstanceOf(UsageException.class)
        .hasMessage("the search needs at least 8 images, got 3");
  }

  @Test
  void tooFewImagesToConfirm_saysHowManyAndWhatTheseCanShow() {
    TransferLayerSearch search = search(TrialJournal.inMemory(), SearchListener.SILENT);
    assertThatThrownBy(
            () -> search.search(GRAPH, CUT, images(40), new SearchGoal(5, Long.MAX_VALUE, 1)))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "the search: 20 of the images are left to confirm with, but to show a drop of at most 5.0 points takes 59, even where none is lost; give 3.0 times as many images, or allow 13.92 points");
  }

  @Test
  void labelsThatContradictTheModel_areNotCountedAsLosses() {
    List<Integer> wrong = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      wrong.add((i + 1) % 4);
    }
    SearchImages images =
        SearchImages.divided(new ExamplesInMemory(inputs(120), wrong), Integer.MAX_VALUE, 1);
    SearchReport report =
        search(TrialJournal.inMemory(), SearchListener.SILENT)
            .search(GRAPH, CUT, images, new SearchGoal(5, Long.MAX_VALUE, 1))
            .report();
    assertThat(report.confirmed().answers().labelled()).isTrue();
    assertThat(report.confirmed().answers().lost()).isZero();
    assertThat(report.trials())
        .anyMatch(trial -> trial.answers().changed() > 0 && trial.answers().lost() == 0);
  }

  @Test
  void trialOfWhatIsShipped_isThatOfTheSearch() {
    SearchImages images = images(120);
    SearchResult result =
        search(TrialJournal.inMemory(), SearchListener.SILENT)
            .search(GRAPH, CUT, images, new SearchGoal(5, Long.MAX_VALUE, 1));
    InsertedModel inserted = Inserter.insert(GRAPH, CUT, result.layers());
    assertThat(new ShippedTrial(new OrtEngine(), 1, GRAPH, images.confirming()).of(inserted))
        .isEqualTo(result.report().confirmed());
  }

  private static SearchReport report(TrialJournal journal, SearchGoal goal) {
    return search(journal, SearchListener.SILENT).search(GRAPH, CUT, images(120), goal).report();
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
    return SearchImages.divided(ExamplesInMemory.unlabelled(inputs(count)), Integer.MAX_VALUE, 1);
  }

  private static List<Tensor> inputs(int count) {
    Random random = new Random(4);
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] values = new float[4 * 64];
      for (int j = 0; j < values.length; j++) {
        values[j] = (float) (random.nextGaussian() * 0.3 + (j / 64 == i % 4 ? 1 : 0));
      }
      inputs.add(Tensor.ofFloats(INPUT.shape(), values));
    }
    return inputs;
  }
}
