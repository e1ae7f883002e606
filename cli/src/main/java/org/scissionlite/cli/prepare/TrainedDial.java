package org.scissionlite.cli.prepare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.bundle.DialStep;
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
   * The trained scenario, with its finest step's evidence.
   *
   * @param images to train on; where no others are held out, a tenth of them is
   */
  ReadyScenario of(
      PreparedScenario fitted, Examples images, Optional<Examples> heldOut, SearchGoal goal) {
    TrainingData divided = TrainingData.divided(images, images.size(), goal.seed() + 1);
    Examples unseen = heldOut.orElseGet(divided::validation);
    Examples seen = heldOut.isPresent() ? images : divided.training();
    Preprocessor preprocessor = training.preprocessor();
    ShippedTrial trial =
        new ShippedTrial(
            preprocessor.engine(), THREADS, preprocessor.model().graph(), task, unseen);
    int steps = fitted.steps().size();
    List<SearchTrial> before = trial.ofSteps(fitted.inserted(), steps);
    PreparedScenario trained = training.trained(fitted, seen, goal);
    List<SearchTrial> after = trial.ofSteps(trained.inserted(), steps);
    String cut = fitted.inserted().cut().name();
    for (int step = 0; step < steps; step++) {
      DialStep size = fitted.steps().get(step);
      teller.accept(
          String.format(
              Locale.ROOT,
              "cut %s, step %d (%.3g), %d images that were not trained on: %s before, %s after",
              cut,
              step,
              size.size(),
              unseen.size(),
              text(before.get(step)),
              text(after.get(step))));
    }
    ImageSet set = new ImageSet(ImageUse.TEST, unseen.size(), unseen.sha256());
    return new ReadyScenario(trained, List.of(after.get(0).measurement(cut, set)));
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
