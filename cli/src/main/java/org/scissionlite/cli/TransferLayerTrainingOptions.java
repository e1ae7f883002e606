package org.scissionlite.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing.Layout;
import org.scissionlite.training.Examples;
import org.scissionlite.training.MirroredExamples;
import org.scissionlite.training.Schedule;
import org.scissionlite.training.SelectedExamples;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.TrainingRun;
import org.scissionlite.training.TrainingScope;
import org.scissionlite.training.TransferLayerPlan;
import org.scissionlite.training.UnlabelledExamples;
import picocli.CommandLine.Option;

/** Whether and how a transfer layer is trained after it was fitted. */
final class TransferLayerTrainingOptions {
  private static final int FEW_IMAGES = 2000;
  private static final int BATCH = 32;

  @Option(
      names = "--train",
      paramLabel = "PART",
      description = {
        "Train after fitting, to answer like the uncut model: transfer-layer, edge (and the edge"
            + " slice), everything.",
        "No labels are needed. The images are those of --data, split 'train'."
      })
  private Optional<String> part = Optional.empty();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "10",
      description = "Of --train: how often every image is seen. Default: ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      defaultValue = "0.0001",
      description = "Of --train. Default: ${DEFAULT-VALUE}.")
  private double learningRate;

  @Option(
      names = "--training-images",
      paramLabel = "N",
      description = "Of --train: at most so many. A tenth of them choose the epoch. Default: all.")
  private int images = Integer.MAX_VALUE;

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      defaultValue = "cpu",
      description = "Of --train: where to compute. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Of --train; 1 is best on a busy machine. Default: all cores.")
  private int threads = Runtime.getRuntime().availableProcessors();

  int threads() {
    return threads;
  }

  boolean isAsked() {
    return part.isPresent();
  }

  /**
   * The plan.
   *
   * @param goalBytes payload bytes an image that are not to be exceeded
   */
  TransferLayerPlan plan(OptionalLong goalBytes, long seed) {
    Schedule usual = Schedule.fineTuning(epochs);
    Schedule schedule =
        new Schedule(
            epochs,
            BATCH,
            epochs,
            learningRate,
            usual.warmUpShare(),
            usual.weightDecay(),
            usual.clipNorm());
    return new TransferLayerPlan(
        TrainingScope.named(part.orElseThrow()), goalBytes, schedule, seed);
  }

  /**
   * The images to train on and a tenth of them to choose the epoch with. Few images are mirrored as
   * well, where the part before the cut runs only once for each.
   *
   * @throws UsageException if there are fewer than two
   */
  TrainingData data(Examples source, Layout layout, long seed) {
    if (isAsked() && Math.min(images, source.size()) < 2) {
      throw new UsageException(
          "--train needs at least 2 images, got %d".formatted(Math.min(images, source.size())));
    }
    TrainingData divided = SelectedExamples.divided(new UnlabelledExamples(source), images, seed);
    boolean onlyOnce =
        part.map(TrainingScope::named).filter(TrainingScope.EVERYTHING::equals).isEmpty();
    boolean mirrored = onlyOnce && divided.training().size() < FEW_IMAGES;
    return mirrored
        ? new TrainingData(new MirroredExamples(divided.training(), layout), divided.validation())
        : divided;
  }

  TrainingRun run(Optional<Path> checkpoint) {
    return new TrainingRun(device, threads, checkpoint);
  }
}
