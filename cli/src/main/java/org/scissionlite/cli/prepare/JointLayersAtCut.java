package org.scissionlite.cli.prepare;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.cli.terminal.TextTable;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.task.Task;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.SelectedExamples;
import org.scissionlite.training.joint.JointChoice;
import org.scissionlite.training.joint.JointTransferLayers;
import org.scissionlite.training.search.SearchGoal;
import org.scissionlite.training.search.SearchImages;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.training.search.trial.ShippedTrial;

/**
 * Chooses the transfer layers of a cut of several tensors under one budget, and tells what they
 * send and lose on images that nothing was chosen on.
 *
 * @param teller hears of it
 */
record JointLayersAtCut(
    Preprocessor preprocessor, Task task, int threads, Consumer<String> teller) {
  /** At most so many images each: the choice tries over a hundred layers on each of them. */
  private static final int MOST_IMAGES = 100;

  /**
   * Checks what is asked for before images are read.
   *
   * @throws UsageException if the layers are to be trained
   */
  static void check(Cut cut, boolean isTrained) {
    if (isTrained) {
      throw new UsageException(
          "cut '%s' has %d tensors, among whose layers --max-bytes is shared, which are not trained; give --max-drop, leave --train out, or name a transfer layer"
              .formatted(cut.name(), cut.tensors().size()));
    }
  }

  /** The scenario of the layers. */
  PreparedScenario prepare(Cut cut, SearchImages images, SearchGoal goal) {
    JointChoice choice =
        new JointTransferLayers(preprocessor.engine(), threads, task, preprocessor.sensitivity())
            .choose(
                graph(),
                cut,
                some(images.fitting()),
                some(images.tuning()),
                (double) goal.maxBytes());
    PreparedScenario scenario = preprocessor.prepare(cut, choice.layers());
    SearchTrial confirmed =
        new ShippedTrial(preprocessor.engine(), threads, graph(), task, images.confirming())
            .of(scenario.inserted(), choice.spent().trial());
    teller.accept(text(cut, choice, confirmed));
    return scenario;
  }

  private ModelGraph graph() {
    return preprocessor.model().graph();
  }

  private static Examples some(Examples images) {
    int count = Math.min(MOST_IMAGES, images.size());
    return new SelectedExamples(images, IntStream.range(0, count).boxed().toList());
  }

  private static String text(Cut cut, JointChoice choice, SearchTrial confirmed) {
    TextTable table = new TextTable("tensor", "transfer layer", "bytes");
    for (int i = 0; i < choice.layers().size(); i++) {
      table.row(
          cut.tensors().get(i).name(),
          choice.layers().get(i).spec(),
          String.format(Locale.ROOT, "%,.0f", choice.spent().bytes().get(i)));
    }
    return String.format(
        Locale.ROOT,
        "cut %s, on the images of the choice: %s%n%s%n%son %,d unused images: %s",
        cut.name(),
        SearchProgress.text(choice.spent().trial()),
        table,
        choice.alike().map(JointLayersAtCut::alike).orElse(""),
        confirmed.images(),
        SearchProgress.text(confirmed));
  }

  private static String alike(JointChoice.Spent spent) {
    return String.format(
        Locale.ROOT,
        "the best single spec at all tensors there: %s%n",
        SearchProgress.text(spent.trial()));
  }
}
