package org.scissionlite.training;

import java.util.List;
import org.scissionlite.error.ScissionLiteException;

/**
 * What a training did; written as JSON beside its result.
 *
 * @param schemaVersion of this JSON; 1
 * @param model the model's name
 * @param engine name and version of the training engine
 * @param java version of the Java runtime
 * @param device "cpu" or "cuda"
 * @param threads of the engine
 * @param seed of the plan
 * @param dataSha256 of all images and labels
 * @param startSha256 of the trained weights before the first step
 * @param plan the plan in words
 * @param trainedParameters how many numbers were learned
 * @param trainedInitializers their initializers' names
 * @param bestEpoch the epoch whose weights are the result; 0 where no training made it better
 * @param seconds of computing, over all parts of a training that was resumed
 * @param epochs the learning curve, the best epoch among them
 */
public record TrainingReport(
    int schemaVersion,
    String model,
    String engine,
    String java,
    String device,
    int threads,
    long seed,
    String dataSha256,
    String startSha256,
    String plan,
    long trainedParameters,
    List<String> trainedInitializers,
    int bestEpoch,
    double seconds,
    List<EpochReport> epochs) {
  public static final int SCHEMA_VERSION = 1;

  public TrainingReport {
    trainedInitializers = List.copyOf(trainedInitializers);
    epochs = List.copyOf(epochs);
    if (epochs.stream().noneMatch(epoch -> epoch.epoch() == bestEpoch)) {
      throw new ScissionLiteException("training report: epoch %d is missing".formatted(bestEpoch));
    }
  }

  /** The epoch whose weights are the result. */
  public EpochReport best() {
    return epochs.stream().filter(epoch -> epoch.epoch() == bestEpoch).findFirst().orElseThrow();
  }

  /** The number of the last epoch, early if none got better. */
  public int lastEpoch() {
    return epochs.get(epochs.size() - 1).epoch();
  }
}
