package org.scissionlite.training;

import java.util.Optional;
import java.util.OptionalLong;
import org.scissionlite.error.UsageException;
import org.scissionlite.task.Task;

/**
 * How a transfer layer is trained.
 *
 * @param scope what changes besides it
 * @param goalBytes payload bytes an image that are not to be exceeded on average, by the finest
 *     step of a dial; empty for as many as the layer sends before the training
 * @param schedule how long and how fast
 * @param seed of the order of the images
 * @param task how the answers read that are to stay alike; empty for a classifier of one output
 */
public record TransferLayerPlan(
    TrainingScope scope,
    OptionalLong goalBytes,
    Schedule schedule,
    long seed,
    Optional<Task> task) {
  /** That for a classifier of one output. */
  public TransferLayerPlan(
      TrainingScope scope, OptionalLong goalBytes, Schedule schedule, long seed) {
    this(scope, goalBytes, schedule, seed, Optional.empty());
  }

  public TransferLayerPlan {
    if (goalBytes.isPresent() && goalBytes.getAsLong() < 16) {
      throw new UsageException(
          "training: expected a goal of at least 16 bytes an image, got " + goalBytes.getAsLong());
    }
  }
}
