package org.scissionlite.transfer;

import java.util.List;
import org.scissionlite.block.Cut;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.TensorSpec;

/**
 * A model with transfer layers at a cut.
 *
 * @param graph the model with DeviceTL and EdgeTL in it
 * @param cut where they stand
 * @param layers one for each tensor of the cut
 */
public record InsertedModel(ModelGraph graph, Cut cut, List<FittedTransferLayer> layers) {
  public InsertedModel {
    layers = List.copyOf(layers);
  }

  /** The spec of the layers: one where they are alike. */
  public String spec() {
    return FittedTransferLayer.specOf(layers.stream().map(FittedTransferLayer::spec).toList());
  }

  /** The tensors that cross the wire. */
  public List<TensorSpec> wire() {
    return layers.stream().map(FittedTransferLayer::wire).toList();
  }

  /** The cut of the model with the layers between DeviceTL and EdgeTL: at the wire. */
  public Cut wireCut() {
    return cut.sending(wire());
  }
}
