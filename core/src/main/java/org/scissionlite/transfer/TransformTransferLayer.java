package org.scissionlite.transfer;

import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/**
 * Transform coding of the feature map: DeviceTL subtracts the channels' means, turns the channels
 * onto their principal components, takes a cosine transform of each tile and rounds all
 * coefficients with one step and a dead zone; static tables code them. EdgeTL inverts the
 * transforms and keeps the activation's bounds.
 *
 * <p>All components are kept: those that do not matter round to zero and cost next to nothing.
 *
 * @param name "transform", or "pca" without the cosine transform
 * @param step of the rounding, in units of the coefficients' root mean square; 0.5 is a fine one
 * @param options of the fit
 */
public record TransformTransferLayer(String name, double step, TransformOptions options)
    implements TransferLayer {
  /** The name with cosine transform. */
  public static final String TRANSFORM = "transform";

  /** The name without cosine transform. */
  public static final String PCA = "pca";

  static final double DEFAULT_STEP = 1;
  static final int DEFAULT_TILE = 16;

  @Override
  public String spec() {
    return "%s:step=%s".formatted(name, Double.toString(step));
  }

  @Override
  public Optional<String> misfit(TensorType type) {
    Shape shape = type.shape();
    boolean fits =
        type.elementType() == ElementType.FLOAT32 && shape.rank() == 4 && shape.dim(0) == 1;
    return fits
        ? Optional.empty()
        : Optional.of("%s needs float32 [1,C,H,W], got %s".formatted(name, type));
  }

  @Override
  public boolean needsCalibration() {
    return true;
  }

  @Override
  public FittedTransferLayer fit(FeatureSamples samples) {
    return prepare(samples).at(step, spec());
  }

  /** What the TL learns before its step is chosen. */
  public TransformFit prepare(FeatureSamples samples) {
    TensorSpec cut = samples.spec();
    TransferLayers.requireFit(this, cut);
    if (samples.tensors().isEmpty()) {
      throw new UsageException(
          "%s at %s needs calibration inputs; give a folder of images".formatted(name, cut));
    }
    return TransformFit.of(samples, options);
  }
}
