package org.scissionlite.transfer;

import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/** What all kinds of transfer layers check before they are fitted to a tensor. */
public final class FitChecks {
  private FitChecks() {}

  /**
   * Nothing, if a transfer layer fits a tensor.
   *
   * @throws UsageException with the reason if it does not
   */
  public static void requireFit(TransferLayer layer, TensorSpec cut) {
    layer
        .misfit(cut.type())
        .ifPresent(
            reason -> {
              throw new UsageException("cut at '%s': %s".formatted(cut.name(), reason));
            });
  }

  /** The place of samples that a TL is to learn from, after the check that it fits there. */
  public static TensorSpec requireSamples(
      TransferLayer layer, String name, FeatureSamples samples) {
    TensorSpec cut = samples.spec();
    requireFit(layer, cut);
    if (samples.tensors().isEmpty()) {
      throw new UsageException(
          "%s at %s needs calibration inputs; give a folder of images with --calibrate"
              .formatted(name, cut));
    }
    return cut;
  }

  /** Why a tensor is not the feature map of one input, or nothing where it is. */
  public static Optional<String> misfitOfMap(String name, TensorType type) {
    Shape shape = type.shape();
    boolean fits =
        type.elementType() == ElementType.FLOAT32 && shape.rank() == 4 && shape.dim(0) == 1;
    return fits
        ? Optional.empty()
        : Optional.of("%s needs float32 [1,C,H,W], got %s".formatted(name, type));
  }
}
