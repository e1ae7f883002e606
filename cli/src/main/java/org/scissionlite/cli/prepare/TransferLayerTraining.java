package org.scissionlite.cli.prepare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.bundle.SliceCheck;
import org.scissionlite.cli.terminal.Progress;
import org.scissionlite.cli.train.TrainingFiles;
import org.scissionlite.cli.train.TrainingProgress;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.trainer.Trainer;
import org.scissionlite.trainer.TransferLayerTrainer;
import org.scissionlite.training.BottleneckStart;
import org.scissionlite.training.BytesLimit;
import org.scissionlite.training.TrainedTransferLayer;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.TransferLayerPlan;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.FeatureExamples;
import org.scissionlite.training.search.SearchGoal;
import org.scissionlite.transfer.InsertedModel;

/**
 * Trains the transfer layer of a scenario before it is written.
 *
 * @param preprocessor with the uncut model and the engine
 * @param options of the training
 * @param output of the command; report, curves and checkpoint go beside it
 * @param teller of the progress
 */
public record TransferLayerTraining(
    Preprocessor preprocessor,
    TransferLayerTrainingOptions options,
    Path output,
    Consumer<String> teller) {
  private static final String ACCURACY = "agreement with the uncut model";
  private static final int CHECKED = 2;

  /**
   * The scenario with its transfer layer within the goal's bytes, where it is a bottleneck, and
   * trained, where that is asked for.
   *
   * @param images to fit to and to train on
   * @param goal its bytes and its seed count
   * @throws org.scissionlite.error.ScissionLiteException if the training fails, or the slices do
   *     not equal the model
   */
  public PreparedScenario trained(PreparedScenario fitted, Examples images, SearchGoal goal) {
    OptionalLong bytes =
        goal.maxBytes() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(goal.maxBytes());
    if (!options.isAsked() && (bytes.isEmpty() || !BottleneckStart.suits(fitted.inserted()))) {
      return fitted;
    }
    TrainingData data = options.data(images, goal.seed());
    InsertedModel start =
        new BottleneckStart(preprocessor.engine(), options.threads(), data.training())
            .within(bytes, uncut(), fitted.inserted());
    if (!options.isAsked()) {
      return checked(start, data.validation());
    }
    InsertedModel trained = trained(start, data, options.plan(bytes, goal.seed()));
    return checked(within(kept(bytes, start, images), trained, images), data.validation());
  }

  /** What the trained layers may send: at several tensors no training counts their bytes. */
  private OptionalLong kept(OptionalLong bytes, InsertedModel start, Examples images) {
    if (bytes.isPresent() || start.layers().size() == 1) {
      return bytes;
    }
    BytesLimit counting =
        new BytesLimit(preprocessor.engine(), options.threads(), images, Long.MAX_VALUE);
    return OptionalLong.of((long) Math.ceil(counting.sending(start).bytes()));
  }

  private InsertedModel within(OptionalLong bytes, InsertedModel trained, Examples images) {
    if (bytes.isEmpty()) {
      return trained;
    }
    BytesLimit limit =
        new BytesLimit(preprocessor.engine(), options.threads(), images, bytes.getAsLong());
    BytesLimit.Sending sending = limit.applied(trained);
    teller.accept(
        "trained, the layer sends %,.0f bytes an image%s%s"
            .formatted(
                sending.bytes(),
                trained.layers().get(0).steps() > 1 ? " at its finest step" : "",
                sending.model().equals(trained) ? "" : ", after its steps were made coarser"));
    return sending.model();
  }

  private InsertedModel trained(InsertedModel start, TrainingData images, TransferLayerPlan plan) {
    TrainingData data =
        options.varied(
            images,
            preprocessor.preprocessing().layout(),
            FeatureExamples.capacity(start.cut()),
            plan.seed());
    TrainingFiles files = TrainingFiles.beside(output, PreparedScenario.of(start));
    Trainer trainer =
        new Trainer(
            options.run(Optional.of(files.checkpoint())), new TrainingProgress(ACCURACY, teller));
    int examples = data.training().size() + data.validation().size();
    Progress progress = new Progress("images up to the cut", examples, teller);
    TrainedTransferLayer trained =
        new TransferLayerTrainer(preprocessor.engine(), trainer, progress)
            .train(uncut(), start, data, plan);
    files.write(trained.report(), "agreement");
    return trained.inserted();
  }

  private PreparedScenario checked(InsertedModel inserted, Examples images) {
    String input = uncut().inputs().get(0).name();
    List<Map<String, Tensor>> inputs =
        IntStream.range(0, Math.min(CHECKED, images.size()))
            .mapToObj(i -> Map.of(input, images.input(i)))
            .toList();
    PreparedScenario scenario = PreparedScenario.of(inserted);
    new SliceCheck(preprocessor.engine(), inputs).verify(uncut(), scenario);
    return scenario;
  }

  private ModelGraph uncut() {
    return preprocessor.model().graph();
  }
}
