package org.scissionlite.cli.prepare;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.cli.terminal.SlowTaskNotice;
import org.scissionlite.error.UsageException;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.training.search.SearchGoal;
import org.scissionlite.training.search.SearchImages;
import org.scissionlite.training.search.SearchReport;
import org.scissionlite.training.search.SearchResult;
import org.scissionlite.training.search.trial.SearchTrial;

/**
 * Gives the layer that a search confirmed a dial. Trained, its steps are shipped where the images
 * that confirmed the finest confirm it again, else as they were fitted.
 *
 * @param auto that searched the layer
 * @param training of all steps together; empty for none
 * @param teller of the steps
 */
record SearchedDial(
    Preprocessor preprocessor,
    Cut cut,
    AutoTransferLayer auto,
    Optional<TrainedDial> training,
    Consumer<String> teller) {
  /**
   * A scenario with a dial.
   *
   * @param report of the search, and of the training
   * @param coarser what the steps behind the finest send and lose, each fitted alone
   */
  record Outcome(PreparedScenario scenario, SearchReport report, List<Measurement> coarser) {}

  /**
   * The scenario with a dial of so many steps.
   *
   * @param images of the search, whose training images are trained on
   * @throws UsageException if the layer has no step
   */
  Outcome of(SearchResult result, int steps, SearchImages images, SearchGoal goal) {
    SearchResult.Dialled dialled =
        SlowTaskNotice.during("trying the steps", teller, () -> result.dialling().of(steps))
            .orElseThrow(() -> stepless(result));
    List<SearchTrial> each = dialled.steps();
    for (int i = 0; i < each.size(); i++) {
      teller.accept(
          "cut %s, step %d: %s".formatted(cut.name(), i, SearchProgress.text(each.get(i))));
    }
    List<Measurement> coarser =
        each.stream()
            .skip(1)
            .map(step -> step.measurement(cut.name(), result.report().confirmationImages()))
            .toList();
    PreparedScenario fitted = preprocessor.prepare(cut, List.of(dialled.layer()));
    TrainedDial.Images divided =
        new TrainedDial.Images(
            images.training(), images.confirming(), Optional.of(result.report().confirmed()));
    return training
        .map(trainer -> trainer.of(fitted, divided, goal))
        .map(trained -> confirmed(result, fitted, trained, coarser))
        .orElseGet(() -> new Outcome(fitted, result.report(), coarser));
  }

  private Outcome confirmed(
      SearchResult result,
      PreparedScenario fitted,
      TrainedDial.Outcome trained,
      List<Measurement> coarser) {
    SearchReport report = auto.withTrained(result, trained.steps().get(0));
    return new Outcome(report.isTrainedKept() ? trained.scenario() : fitted, report, coarser);
  }

  private UsageException stepless(SearchResult result) {
    return new UsageException(
        "cut '%s': transfer layer '%s' has no step that could be dialled; leave --dial out"
            .formatted(cut.name(), result.report().confirmed().spec()));
  }
}
