package org.scissionlite.training.joint;

import java.util.List;
import org.scissionlite.transfer.FittedTransferLayer;

/**
 * The transfer layers of a cut of several tensors under one budget.
 *
 * @param layers one for each tensor of the cut, in its order
 * @param spent on the images of the choice
 * @param alike what the best single spec at all tensors spends within the budget; the same as spent
 *     where that was chosen, or where no single spec keeps to the budget
 */
public record JointChoice(List<FittedTransferLayer> layers, Spent spent, Spent alike) {
  public JointChoice {
    layers = List.copyOf(layers);
  }

  /**
   * What layers send and lose.
   *
   * @param bytes an image on average, of each tensor in the cut's order
   * @param distortion mean squared error of the outputs against the uncut model's, as a share of
   *     their mean square, summed over the outputs and averaged over the images
   */
  public record Spent(List<Double> bytes, double distortion) {
    public Spent {
      bytes = List.copyOf(bytes);
    }

    /** Bytes an image on average, of all tensors. */
    public double total() {
      return bytes.stream().mapToDouble(Double::doubleValue).sum();
    }
  }
}
