package org.scissionlite.training;

import java.util.OptionalLong;
import org.scissionlite.error.UsageException;

/**
 * How a transfer layer is trained.
 *
 * @param scope what changes besides it
 * @param goalBytes payload bytes an image that are not to be exceeded on average; empty for as many
 *     as the layer sends before the training
 * @param schedule how long and how fast
 * @param seed of the order of the images
 */
public record TransferLayerPlan(
    TrainingScope scope, OptionalLong goalBytes, Schedule schedule, long seed) {
  public TransferLayerPlan {
    if (goalBytes.isPresent() && goalBytes.getAsLong() < 16) {
      throw new UsageException(
          "training: expected a goal of at least 16 bytes an image, got " + goalBytes.getAsLong());
    }
  }
}
