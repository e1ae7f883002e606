package org.scissionlite.transfer;

import java.util.Optional;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/**
 * A transfer layer (TL) by its spec: DeviceTL shrinks the tensor at the cut, EdgeTL restores its
 * shape (ScissionLite, arXiv 2105.02019, section III).
 */
public interface TransferLayer {
  /** The spec that names this TL, such as "pool2+q8". */
  String spec();

  /**
   * Why this TL cannot stand at a tensor, or nothing where it can: pool2 needs a float32 tensor
   * [N,C,H,W] that is larger than 1x1.
   */
  Optional<String> misfit(TensorType type);

  /**
   * Whether it sends the picture itself, so that it stands at the model's input and nowhere else.
   */
  default boolean sendsPicture() {
    return false;
  }

  /**
   * Whether it sends equally many bytes for every tensor of a type: pool2 and q8 do; what is packed
   * with zstd or coded by entropy takes as many as the data need.
   */
  boolean sendsFixedSize();

  /** Whether {@link #fit} looks at the samples. */
  boolean needsCalibration();

  /**
   * Fits the TL to a place in a model.
   *
   * @param samples what crosses the cut on calibration inputs; may be empty where {@link
   *     #needsCalibration} is false
   * @throws org.scissionlite.error.UsageException if the TL does not fit, with the reason, or if
   *     samples are needed and missing
   */
  FittedTransferLayer fit(FeatureSamples samples);

  /**
   * This TL as it costs at a place, without anything learned; nothing where {@link #fit} itself is
   * quick.
   *
   * @param cut a tensor that it fits
   */
  default Optional<TypicalTransferLayer> typical(TensorSpec cut) {
    return Optional.empty();
  }
}
