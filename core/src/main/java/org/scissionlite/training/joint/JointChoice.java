package org.scissionlite.training.joint;

import java.util.List;
import java.util.Optional;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.transfer.FittedTransferLayer;

/**
 * The transfer layers of a cut of several tensors under one budget.
 *
 * @param layers one for each tensor of the cut, in its order
 * @param spent on the images of the choice
 * @param alike what the best single spec at all tensors spends within the budget; empty where none
 *     keeps to it
 */
public record JointChoice(List<FittedTransferLayer> layers, Spent spent, Optional<Spent> alike) {
  public JointChoice {
    layers = List.copyOf(layers);
  }

  /**
   * What layers send and lose.
   *
   * @param bytes an image on average, of each tensor in the cut's order
   * @param trial of the layers together
   */
  public record Spent(List<Double> bytes, SearchTrial trial) {
    private static final double DEVIATIONS_95 = 1.645;

    public Spent {
      bytes = List.copyOf(bytes);
    }

    /**
     * What is lost on other images in 19 of 20 cases at most, in points of the task's measure. The
     * choice goes by it: a coarse layer that loses nothing here by chance varies most.
     */
    public double atMostPoints() {
      return trial.expectedDropPoints() + 100 * DEVIATIONS_95 * trial.expectedDrop().deviation();
    }
  }
}
