package org.scissionlite.cli.prepare;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.block.Cut;
import org.scissionlite.cli.terminal.ResumableFiles;
import org.scissionlite.cli.terminal.TextTable;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.ImageUse;
import org.scissionlite.evidence.Loss;
import org.scissionlite.file.FileName;
import org.scissionlite.file.FileTree;
import org.scissionlite.file.Json;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.task.Task;
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
 * @param task how the answers read
 * @param bundle beside which the trials and the report are written
 * @param teller hears of the progress
 */
record AutoTransferLayer(
    SearchGoal goal, Task task, int threads, Path bundle, Consumer<String> teller) {
  private static final String PICTURE = "picture";

  /** The layer that sends the fewest bytes within the goal. */
  SearchResult search(ModelGraph graph, Cut cut, SearchImages images) {
    SearchResult result = search(cut.name()).search(graph, cut, images, goal);
    write(cut.name(), result.report());
    return result;
  }

  /**
   * The picture of the fewest bytes within the goal, sent whole; empty where the images confirm
   * none, or the input is no picture.
   */
  Optional<SearchReport> picture(
      ModelGraph graph, Preprocessing preprocessing, SearchImages images) {
    teller.accept("what a cut has to beat: the picture sent whole as JPEG or WebP");
    try {
      Optional<SearchReport> found =
          search(PICTURE)
              .searchPicture(graph, preprocessing, images, goal)
              .map(SearchResult::report);
      found.ifPresent(report -> write(PICTURE, report));
      return found;
    } catch (UsageException e) {
      throw e;
    } catch (ScissionLiteException e) {
      teller.accept(e.getMessage());
      return Optional.empty();
    }
  }

  private TransferLayerSearch search(String place) {
    return new TransferLayerSearch(
        new OrtEngine(),
        threads,
        Optional.of(task),
        new AnswerGradients(threads, goal.seed(), Optional.of(task)),
        TrialJournal.in(beside(place, ResumableFiles.JOURNAL)),
        new SearchProgress(teller));
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
    FileTree.remove(beside(PICTURE, ResumableFiles.JOURNAL));
  }

  private Path beside(String cut, String ending) {
    String place = FileName.of(cut);
    return bundle
        .toAbsolutePath()
        .resolveSibling("%s.%s%s".formatted(bundle.getFileName(), place, ending));
  }

  /** What stands at each tensor of a cut of several; empty at a cut of one. */
  String tensors(Cut cut, SearchResult result) {
    if (cut.tensors().size() == 1) {
      return "";
    }
    TextTable table = new TextTable("tensor", "shape", "transfer layer");
    for (int i = 0; i < result.layers().size(); i++) {
      TensorSpec tensor = cut.tensors().get(i);
      table.row(tensor.name(), tensor.shape(), result.layers().get(i).spec());
    }
    return table.toString();
  }

  /** What was chosen and why, for a person. */
  String text(SearchResult result) {
    return """
        cut %s, at most %s points of %s:
          chosen on %d images:          %s
          confirmed on %d unused images: %s
          on other images at most %.2f points (at most one search in %.0f is wrong)
          %s%s
          all trials, and the front of bytes against loss: %s
        """
        .formatted(
            result.report().cut(),
            goal.maxDropPoints(),
            result.report().chosen().measure(),
            result.report().chosen().images(),
            SearchProgress.text(result.report().chosen()),
            result.report().confirmed().images(),
            SearchProgress.text(result.report().confirmed()),
            result.report().atMostPoints(),
            1 / goal.risk().share(),
            result.report().why(),
            chance(result.report().chosen()),
            bundle.getFileName() + ".*.search.json");
  }

  /** Why a layer passes that lost more than is allowed on the images of the choice. */
  private String chance(SearchTrial chosen) {
    if (chosen.measured() != null || chosen.dropPoints() <= goal.maxDropPoints()) {
      return "";
    }
    Loss loss = chosen.answers().loss(ImageUse.CHOICE);
    return String.format(
        Locale.ROOT,
        "%n  the %.2f points lost on the %,d images of the choice are %d images, which chance may do (95 %% interval %.2f to %.2f);"
            + " the choice goes by the expected drop, the promise by the images that confirm",
        chosen.dropPoints(),
        chosen.images(),
        chosen.answers().lostOnBalance(),
        100 * loss.low(),
        100 * loss.high());
  }
}
