package org.scissionlite.cli.optimise;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.cli.prepare.TransferLayerTraining;
import org.scissionlite.cli.prepare.TransferLayerTrainingOptions;
import org.scissionlite.cli.train.TrainingFiles;
import org.scissionlite.optimise.Candidate;
import org.scissionlite.optimise.measure.Finds;
import org.scissionlite.optimise.measure.Subject;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.ShippedTrial;
import org.scissionlite.transfer.InsertedModel;

/**
 * Trains the transfer layer that won, and keeps the trained one where the images that confirmed the
 * layer confirm it, too.
 *
 * @param output of the command; report, curves and checkpoint go beside it
 * @param teller of the progress
 */
record WinnerTraining(
    Subject subject, TransferLayerTrainingOptions options, Path output, Consumer<String> teller) {

  /** The winner after its training; nothing where it has no layer to train, or is not confirmed. */
  Optional<Candidate> trained(Candidate best, Finds finds, OptimumBundle bundle) {
    if (!options.isAsked()) {
      return Optional.empty();
    }
    boolean isFeature = finds.layers(best).isPresent() && finds.cut(best).layer() > 0;
    if (!isFeature) {
      teller.accept("--train: the winner has no transfer layer behind the input to train");
      return Optional.empty();
    }
    PreparedScenario trained =
        new TransferLayerTraining(
                bundle.preprocessor(), options.forTask(subject.task()), output, teller)
            .trained(bundle.scenario(best), subject.images().training(), subject.goal());
    SearchTrial trial = tried(trained.inserted(), finds.confirmation(best));
    boolean isKept = subject.goal().isConfirmedBy(trial);
    teller.accept(text(trial, isKept));
    if (!isKept) {
      return Optional.empty();
    }
    Optional<Candidate> candidate = finds.trained(best, trained.inserted().layers(), trial);
    candidate.ifPresent(each -> bundle.put(each, trained));
    return candidate;
  }

  /** By the measure that the untrained layer was confirmed by. */
  private SearchTrial tried(InsertedModel trained, Optional<SearchTrial> untrained) {
    ShippedTrial trial =
        new ShippedTrial(
            subject.engine(),
            subject.threads(),
            subject.model().graph(),
            subject.task(),
            subject.images().confirming());
    return untrained.map(like -> trial.of(trained, like)).orElseGet(() -> trial.of(trained));
  }

  private String text(SearchTrial trial, boolean isKept) {
    return String.format(
        Locale.ROOT,
        "trained, the layer sends %,.0f bytes, drop %.2f points of %s on %,d unused images, on others at most %.2f: %s",
        trial.meanBytes(),
        trial.dropPoints(),
        trial.measure(),
        trial.images(),
        subject.goal().atMostPoints(trial),
        isKept ? "confirmed" : "not confirmed, the untrained layer is kept");
  }

  /** Removes what a training that is stopped goes on from. */
  void removeCheckpoint(Candidate best, OptimumBundle bundle) {
    if (options.isAsked() && !best.isAlone()) {
      TrainingFiles.beside(output, bundle.scenario(best)).removeCheckpoint();
    }
  }
}
