package org.scissionlite.cli.prepare;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.scissionlite.block.Cut;
import org.scissionlite.cli.terminal.ResumableFiles;
import org.scissionlite.file.FileName;
import org.scissionlite.file.FileTree;
import org.scissionlite.file.Json;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.trainer.AnswerGradients;
import org.scissionlite.training.search.SearchGoal;
import org.scissionlite.training.search.SearchImages;
import org.scissionlite.training.search.SearchReport;
import org.scissionlite.training.search.SearchResult;
import org.scissionlite.training.search.TransferLayerSearch;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.TrialJournal;

/**
 * Searches the transfer layer of a cut, with progress; a search that was stopped goes on.
 *
 * @param bundle beside which the trials and the report are written
 * @param teller hears of the progress
 */
record AutoTransferLayer(SearchGoal goal, int threads, Path bundle, Consumer<String> teller) {
  /** The layer that sends the fewest bytes within the goal. */
  SearchResult search(ModelGraph graph, Cut cut, SearchImages images) {
    TransferLayerSearch search =
        new TransferLayerSearch(
            new OrtEngine(),
            threads,
            new AnswerGradients(threads, goal.seed()),
            TrialJournal.in(beside(cut.name(), ResumableFiles.JOURNAL)),
            new SearchProgress(teller));
    SearchResult result = search.search(graph, cut, images, goal);
    write(cut.name(), result.report());
    return result;
  }

  private void write(String cut, SearchReport report) {
    Json.write(beside(cut, ".search.json"), report);
  }

  /**
   * Says whether the images that confirmed a layer confirm it once it is trained, too, and writes
   * it to the report.
   *
   * @param trained the trained model on these images
   * @return the report with that
   */
  SearchReport withTrained(SearchResult result, SearchTrial trained) {
    SearchReport report = result.report().withTrained(trained);
    write(report.cut(), report);
    teller.accept(
        "cut %s, trained, on the %d images that confirmed: %s; %s"
            .formatted(
                report.cut(),
                trained.images(),
                SearchProgress.text(trained),
                report.isTrainedKept()
                    ? "confirmed"
                    : "not confirmed within the goal: the untrained layer is kept"));
    return report;
  }

  /** Removes the trials of a cut, once all that follows from them is written. */
  void removeJournal(Cut cut) {
    FileTree.remove(beside(cut.name(), ResumableFiles.JOURNAL));
  }

  private Path beside(String cut, String ending) {
    String place = FileName.of(cut);
    return bundle
        .toAbsolutePath()
        .resolveSibling("%s.%s%s".formatted(bundle.getFileName(), place, ending));
  }

  /** What was chosen and why, for a person. */
  String text(SearchResult result) {
    return """
        cut %s, at most %s points:
          chosen on %d images:          %s
          confirmed on %d unused images: %s
          on other images at most %.2f points (at most one search in %.0f is wrong)
          %s
          all trials: %s
        """
        .formatted(
            result.report().cut(),
            goal.maxDropPoints(),
            result.report().chosen().images(),
            SearchProgress.text(result.report().chosen()),
            result.report().confirmed().images(),
            SearchProgress.text(result.report().confirmed()),
            result.report().atMostPoints(),
            1 / goal.risk().share(),
            result.report().why(),
            bundle.getFileName() + ".*.search.json");
  }
}
