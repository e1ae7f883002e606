package org.scissionlite.training.search;

import java.util.List;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.transfer.FittedTransferLayer;

/**
 * Fitted transfer layers, and what they did on the images of the choice.
 *
 * @param layers one for each tensor of the cut, in its order
 */
public record TriedLayer(List<FittedTransferLayer> layers, SearchTrial trial) {
  public TriedLayer {
    layers = List.copyOf(layers);
  }
}
