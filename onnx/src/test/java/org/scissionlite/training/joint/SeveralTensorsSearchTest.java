package org.scissionlite.training.joint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import org.scissionlite.training.examples.ExamplesInMemory;
import org.scissionlite.training.search.SearchGoal;
import org.scissionlite.training.search.SearchImages;
import org.scissionlite.training.search.SearchListener;
import org.scissionlite.training.search.SearchResult;
import org.scissionlite.training.search.TransferLayerSearch;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.ShippedTrial;
import org.scissionlite.training.search.trial.TrialJournal;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.Sensitivity;

/** The search for the layers at all tensors of a cut, by the measure of the task. */
class SeveralTensorsSearchTest {
  private static final OrtEngine ENGINE = new OrtEngine();
  private static final Model MODEL =
      OnnxReader.read(OnnxWriter.toBytes(ConnectedModel.graph()), "connected");
  private static final ModelGraph GRAPH = MODEL.graph();
  private static final Cut CUT = BlockChain.of(GRAPH, 2).cut("relu2");
  private static final SearchGoal GOAL = new SearchGoal(12, Long.MAX_VALUE, 1);
  private static final SearchImages IMAGES =
      SearchImages.divided(
          ExamplesInMemory.unlabelled(ConnectedModel.pictures(3, 80)), Integer.MAX_VALUE, 1);

  private static SearchResult result;

  @BeforeAll
  static void search() {
    assertThat(CUT.tensors()).hasSize(2);
    result =
        new TransferLayerSearch(
                ENGINE, 1, Sensitivity.UNKNOWN, TrialJournal.inMemory(), SearchListener.SILENT)
            .search(GRAPH, CUT, IMAGES, GOAL);
  }

  @Test
  void layers_areConfirmedByTheMeasureOfTheTaskOnUnusedImages() {
    SearchTrial confirmed = result.report().confirmed();
    assertThat(confirmed.measure()).isEqualTo("IoU with the uncut model");
    assertThat(confirmed.images()).isEqualTo(IMAGES.confirming().size());
    assertThat(result.report().atMostPoints()).isBetween(confirmed.dropPoints(), 12.0);
    PreparedScenario shipped =
        new Preprocessor(ENGINE, MODEL, Preprocessing.named("raw")).prepare(CUT, result.layers());
    Task task = Task.of(new ModelEnds(GRAPH.inputs(), GRAPH.outputs(), List.of()));
    SearchTrial again =
        new ShippedTrial(ENGINE, 1, GRAPH, task, IMAGES.confirming())
            .of(shipped.inserted(), confirmed);
    assertThat(again).isEqualTo(confirmed);
    assertThat(shipped.transferLayer()).isEqualTo(confirmed.spec());
  }

  @Test
  void tensorThatHardlyCounts_isSentCoarserWhichSavesBytesAgainstAnySingleSpec() {
    List<String> specs = result.layers().stream().map(FittedTransferLayer::spec).toList();
    assertThat(step(specs.get(0))).isGreaterThan(1.9 * step(specs.get(1)));
    SearchTrial alike =
        result.report().trials().stream()
            .filter(trial -> trial.images() == IMAGES.tuning().size())
            .filter(SearchTrial::isOfOneLayer)
            .filter(GOAL::admits)
            .min(Comparator.comparingDouble(SearchTrial::meanBytes))
            .orElseThrow();
    SearchTrial best =
        result.report().trials().stream()
            .filter(trial -> trial.images() == IMAGES.tuning().size())
            .filter(GOAL::admits)
            .min(Comparator.comparingDouble(SearchTrial::meanBytes))
            .orElseThrow();
    assertThat(best.meanBytes()).isLessThan(0.9 * alike.meanBytes());
  }

  private static double step(String spec) {
    return Double.parseDouble(spec.replaceAll(".*step=([^,]+).*", "$1"));
  }
}
