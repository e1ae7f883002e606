package org.scissionlite.cli.train;

import java.util.Optional;
import org.scissionlite.training.Augmentation;
import org.scissionlite.training.Objective;
import org.scissionlite.training.Schedule;
import org.scissionlite.training.TrainingMode;
import org.scissionlite.training.TrainingPlan;
import picocli.CommandLine.Option;

/** How long and how fast a training goes. */
final class ScheduleOptions {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "60",
      description = "Passes over all images, at most. Default: ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "Images a training step. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description =
          "How far a step goes. Default: 0.003 from random weights, 0.0005 for an ONNX file.")
  private Optional<Double> learningRate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Start of the random numbers: on one machine the same seed gives the same model. Default: ${DEFAULT-VALUE}.")
  private long seed;

  long seed() {
    return seed;
  }

  /** The plan for a model with random weights, or for one that is trained already. */
  TrainingPlan plan(boolean fromScratch, Objective objective) {
    Schedule usual = fromScratch ? Schedule.fromScratch(epochs) : Schedule.fineTuning(epochs);
    Schedule schedule =
        new Schedule(
            epochs,
            batch,
            usual.patience(),
            learningRate.orElse(usual.learningRate()),
            usual.warmUpShare(),
            usual.weightDecay(),
            usual.clipNorm());
    return new TrainingPlan(
        new TrainingMode.Everything(),
        objective,
        fromScratch ? TrainingPlan.BatchNorm.ADAPTED : TrainingPlan.BatchNorm.FROZEN,
        schedule,
        objective instanceof Objective.Boxes
            ? Augmentation.inspection().upright()
            : Augmentation.inspection(),
        seed);
  }
}
