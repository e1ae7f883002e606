package org.scissionlite.transfer;

import java.util.Optional;
import org.scissionlite.block.Cut;
import org.scissionlite.block.SmallInputs;
import org.scissionlite.model.TensorSpec;

/**
 * A transfer layer at all tensors of a cut. It stands where it fits; what it does not fit, such as
 * the indices beside a feature map, crosses as it is, and so does what is hardly larger than a
 * message without it.
 */
public record LayerAtCut(TransferLayer layer, Cut cut) {
  /** Why the layer cannot stand at the cut, or nothing where it fits one tensor at least. */
  public Optional<String> misfit() {
    if (layer.sendsPicture() && cut.layer() > 0) {
      return Optional.of(
          "%s sends the picture itself and stands at 'input' alone; choose another transfer layer"
              .formatted(layer.spec()));
    }
    boolean fits = cut.tensors().stream().anyMatch(this::fits);
    return fits ? Optional.empty() : layer.misfit(cut.tensors().get(0).type());
  }

  /** What stands at one of the cut's tensors: the layer, or none. */
  public TransferLayer at(TensorSpec tensor) {
    return fits(tensor) ? layer : new NoTransferLayer();
  }

  private boolean fits(TensorSpec tensor) {
    return layer.misfit(tensor.type()).isEmpty() && !SmallInputs.goesAlong(tensor, cut);
  }
}
