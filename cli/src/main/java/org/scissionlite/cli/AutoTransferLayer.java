package org.scissionlite.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.scissionlite.block.Cut;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Json;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.OrtEngine;
import org.scissionlite.trainer.AnswerGradients;
import org.scissionlite.training.SearchGoal;
import org.scissionlite.training.SearchImages;
import org.scissionlite.training.SearchResult;
import org.scissionlite.training.SearchTrial;
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
    Path journal = beside(cut, "search-journal");
    long start = System.nanoTime();
    TransferLayerSearch search =
        new TransferLayerSearch(
            new OrtEngine(),
            threads,
            new AnswerGradients(threads, goal.seed()),
            TrialJournal.in(journal),
            (trial, done, most) -> tell(trial, done, most, System.nanoTime() - start));
    SearchResult result = search.search(graph, cut, images, goal);
    Json.write(beside(cut, "search"), result.report());
    delete(journal);
    return result;
  }

  private Path beside(Cut cut, String what) {
    String place = cut.name().replaceAll("[^A-Za-z0-9._+-]", "_");
    return bundle
        .toAbsolutePath()
        .resolveSibling("%s.%s.%s.json".formatted(bundle.getFileName(), place, what));
  }

  private void tell(SearchTrial trial, int done, int most, long nanos) {
    double left = nanos / 1e9 / done * (most - done);
    teller.accept(
        String.format(
            Locale.ROOT, "trial %d of at most %d: %s; %.0f s left", done, most, text(trial), left));
  }

  private static String text(SearchTrial trial) {
    return String.format(
        Locale.ROOT,
        "%s sends %,.0f bytes, drop %.2f +- %.2f points (%.2f expected)",
        trial.spec(),
        trial.meanBytes(),
        trial.dropPoints(),
        trial.halfWidthPoints(),
        trial.expectedDropPoints());
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
            text(result.report().chosen()),
            result.report().confirmed().images(),
            text(result.report().confirmed()),
            result.report().why(),
            bundle.getFileName() + ".*.search.json");
  }

  private static void delete(Path journal) {
    try {
      Files.deleteIfExists(journal);
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot remove %s: %s".formatted(journal, AtomicWrite.reason(e)), e);
    }
  }
}
