package org.scissionlite.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.scissionlite.block.Cut;
import org.scissionlite.file.FileName;
import org.scissionlite.file.FileTree;
import org.scissionlite.file.Json;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.OrtEngine;
import org.scissionlite.trainer.AnswerGradients;
import org.scissionlite.training.SearchGoal;
import org.scissionlite.training.SearchImages;
import org.scissionlite.training.SearchResult;
import org.scissionlite.training.TransferLayerSearch;
import org.scissionlite.training.TrialJournal;

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
            TrialJournal.in(beside(cut, Unfinished.JOURNAL)),
            new SearchProgress(teller));
    SearchResult result = search.search(graph, cut, images, goal);
    Json.write(beside(cut, ".search.json"), result.report());
    return result;
  }

  /** Removes the trials of a cut, once all that follows from them is written. */
  void removeJournal(Cut cut) {
    FileTree.remove(beside(cut, Unfinished.JOURNAL));
  }

  private Path beside(Cut cut, String ending) {
    String place = FileName.of(cut.name());
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
            result.report().why(),
            bundle.getFileName() + ".*.search.json");
  }
}
