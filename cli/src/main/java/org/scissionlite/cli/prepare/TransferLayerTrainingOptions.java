package org.scissionlite.cli.prepare;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing.Layout;
import org.scissionlite.task.Task;
import org.scissionlite.training.Schedule;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.TrainingRun;
import org.scissionlite.training.TrainingScope;
import org.scissionlite.training.TransferLayerPlan;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.UnlabelledExamples;
import org.scissionlite.training.examples.VariedExamples;
import picocli.CommandLine.Option;

/** Whether and how a transfer layer is trained after it was fitted. */
public final class TransferLayerTrainingOptions {
  private static final int USUAL_EXAMPLES = 2000;
  private static final int MOST_VARIANTS = 8;
  private static final int BATCH = 32;

  @Option(
      names = "--train",
      paramLabel = "PART",
      description =
          "Train after fitting, to answer like the uncut model: transfer-layer (it alone), edge (it and"
              + " the edge slice), everything (the whole model). "
              + "No labels are needed. The images are those of --data, split 'train'. Takes 2 to 4 GB of memory.")
  private Optional<String> part = Optional.empty();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "10",
      description = "Of --train: passes over all images. Default: ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      defaultValue = "0.0001",
      description =
          "Of --train: how far a step goes. Default: ${DEFAULT-VALUE}. "
              + "0.00003 suits transform coding, which is good before it is trained.")
  private double learningRate;

  @Option(
      names = "--training-images",
      paramLabel = "N",
      description =
          "Of --train: at most so many images of --data. A tenth of them choose the epoch. Default: all.")
  private int images = Integer.MAX_VALUE;

  @Option(
      names = "--variants",
      paramLabel = "N",
      description =
          "Of --train: use each image N times, itself and N - 1 random windows of it, some mirrored. "
              + "Default: as many as make 2,000 examples, at most 8; 1 with 'everything'.")
  private Optional<Integer> variants = Optional.empty();

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      defaultValue = "cpu",
      description =
          "Of --train: where to compute; cuda is an NVIDIA GPU. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Of --train: processor threads; 1 is best on a busy machine; other numbers give other last"
              + " digits. Default: all.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--keep-best",
      description =
          "Of --train: end a training that was stopped with its best epoch so far, instead of going"
              + " on with it.")
  private boolean keepBest;

  private Optional<Task> task = Optional.empty();

  /** These options for a model whose answers read so. */
  public TransferLayerTrainingOptions forTask(Task reading) {
    task = Optional.of(reading);
    return this;
  }

  int threads() {
    return threads;
  }

  public boolean isAsked() {
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
        TrainingScope.named(part.orElseThrow()), goalBytes, schedule, seed, task);
  }

  /**
   * The images to train on, and a tenth of them to choose the epoch with.
   *
   * @throws UsageException if there are fewer than two
   */
  TrainingData data(Examples source, long seed) {
    if (isAsked() && Math.min(images, source.size()) < 2) {
      throw new UsageException(
          "--train needs at least 2 images, got %d".formatted(Math.min(images, source.size())));
    }
    return TrainingData.divided(new UnlabelledExamples(source), images, seed);
  }

  /**
   * The images to train on in variants, where they are few.
   *
   * @param capacity how many examples of what crosses the cut can be held in memory
   */
  TrainingData varied(TrainingData data, Layout layout, int capacity, long seed) {
    int times = variants.orElseGet(() -> usualVariants(data, capacity));
    return times == 1
        ? data
        : new TrainingData(
            new VariedExamples(data.training(), layout, times, seed), data.validation());
  }

  /** As many as help, where the part before the cut runs only once for each of them. */
  private int usualVariants(TrainingData data, int capacity) {
    boolean everything =
        part.map(TrainingScope::named).filter(TrainingScope.EVERYTHING::equals).isPresent();
    int images = data.training().size();
    int room = (capacity - data.validation().size()) / images;
    int wanted = Math.min(MOST_VARIANTS, (USUAL_EXAMPLES + images - 1) / images);
    return everything ? 1 : Math.max(1, Math.min(room, wanted));
  }

  TrainingRun run(Optional<Path> checkpoint) {
    return new TrainingRun(device, threads, checkpoint, keepBest);
  }
}
