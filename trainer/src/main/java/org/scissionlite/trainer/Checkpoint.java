package org.scissionlite.trainer;

import java.util.List;
import java.util.Map;
import org.scissionlite.model.Tensor;
import org.scissionlite.training.EpochReport;

/**
 * The state of a training between two epochs: all that it takes to go on as if nothing had been.
 *
 * @param epochs the learning curve so far
 * @param bestEpoch the best of them
 * @param seconds of computing so far
 * @param tensors by role and name: the weights, the best epoch's weights, the optimiser's means
 */
record Checkpoint(
    List<EpochReport> epochs, int bestEpoch, double seconds, Map<String, Tensor> tensors) {
  Checkpoint {
    epochs = List.copyOf(epochs);
    tensors = Map.copyOf(tensors);
  }

  /** The key of a tensor. */
  static String key(Role role, String name) {
    return role + " " + name;
  }

  /** What a tensor of a checkpoint is. */
  enum Role {
    CURRENT,
    BEST,
    MEAN,
    SQUARE
  }
}
