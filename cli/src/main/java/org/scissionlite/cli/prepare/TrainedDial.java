package org.scissionlite.cli.prepare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.evidence.ImageSet;
import org.scissionlite.evidence.ImageUse;
import org.scissionlite.task.Task;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.search.SearchGoal;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.ShippedTrial;

/**
 * Trains a transfer layer with a dial, and tells what each step of it sends and loses before and
 * after, on images that the training did not see.
 *
 * @param training that draws a step for each batch
 * @param task how the answers read
 * @param teller of the steps
 */
record TrainedDial(TransferLayerTraining training, Task task, Consumer<String> teller) {
  private static final int THREADS = 2;

  /**
   * What is trained on, and what is not.
   *
   * @param seen to train on
   * @param unseen that each step is measured on
   * @param like whose measure is taken; empty for the first that the labels define
   */
  record Images(Examples seen, Examples unseen, Optional<SearchTrial> like) {}

  /**
   * The trained scenario.
   *
   * @param steps what each sends and loses, the finest first
   */
  record Outcome(PreparedScenario scenario, List<SearchTrial> steps) {}

  /**
   * The trained scenario, with its finest step's evidence.
   *
   * @param images to train on; where no others are held out, a tenth of them is
   */
  ReadyScenario of(
      PreparedScenario fitted, Examples images, Optional<Examples> heldOut, SearchGoal goal) {
    TrainingData divided = TrainingData.divided(images, images.size(), goal.seed() + 1);
    Examples unseen = heldOut.orElseGet(divided::validation);
    Examples seen = heldOut.isPresent() ? images : divided.training();
    Outcome outcome = of(fitted, new Images(seen, unseen, Optional.empty()), goal);
    ImageSet set = new ImageSet(ImageUse.TEST, unseen.size(), unseen.sha256());
    String cut = fitted.inserted().cut().name();
    return new ReadyScenario(
        outcome.scenario(), List.of(outcome.steps().get(0).measurement(cut, set)));
  }

  /** The trained scenario; what its steps did before and do now is told. */
  Outcome of(PreparedScenario fitted, Images images, SearchGoal goal) {
    List<SearchTrial> before = tried(fitted, images);
    PreparedScenario trained = training.trained(fitted, images.seen(), goal);
    List<SearchTrial> after = tried(trained, images);
    for (int step = 0; step < after.size(); step++) {
      teller.accept(
          String.format(
              Locale.ROOT,
              "cut %s, step %d (%.3g), %d images that were not trained on: %s before, %s after",
              fitted.inserted().cut().name(),
              step,
              fitted.steps().get(step).size(),
              images.unseen().size(),
              text(before.get(step)),
              text(after.get(step))));
    }
    return new Outcome(trained, after);
  }

  private List<SearchTrial> tried(PreparedScenario scenario, Images images) {
    Preprocessor preprocessor = training.preprocessor();
    ShippedTrial trial =
        new ShippedTrial(
            preprocessor.engine(), THREADS, preprocessor.model().graph(), task, images.unseen());
    int steps = scenario.steps().size();
    return images
        .like()
        .map(like -> trial.ofSteps(scenario.inserted(), steps, like))
        .orElseGet(() -> trial.ofSteps(scenario.inserted(), steps));
  }

  private static String text(SearchTrial trial) {
    return String.format(
        Locale.ROOT,
        "%,.0f bytes and %.2f points of %s lost",
        trial.meanBytes(),
        trial.dropPoints(),
        trial.measure());
  }
}
