package org.scissionlite.transfer.transform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FitChecks;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.PartSpec;
import org.scissionlite.transfer.Sensitivity;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.TypicalTransferLayer;
import org.scissionlite.transfer.codec.DialCodec;

/**
 * Transform coding of the feature map: DeviceTL subtracts the channels' means, turns the channels
 * onto their principal components, takes a cosine transform of each tile and rounds all
 * coefficients with one step and a dead zone; static tables code them. EdgeTL inverts the
 * transforms and keeps the activation's bounds.
 *
 * <p>Components of which the step leaves nothing on all calibration inputs are left out; others
 * that do not matter round to zero and cost next to nothing.
 *
 * @param name "transform", or "pca" without the cosine transform
 * @param step of the rounding, in units of the coefficients' root mean square; 0.5 is a fine one
 * @param tile the longest side of a tile; 1 for no cosine transform
 * @param weights 0 to round all coefficients alike, 1 to round each by its effect on the answer
 *     (see {@link Sensitivity}), or in between
 * @param corrected whether EdgeTL gives each channel its mean and deviation back
 * @param dial how many steps there are, {@code step} and others, each coarser by the square root of
 *     two; which one is taken is said at run time. 1 for the step alone
 */
public record TransformTransferLayer(
    String name, double step, int tile, double weights, boolean corrected, int dial)
    implements TransferLayer {
  /** The name with cosine transform. */
  public static final String TRANSFORM = "transform";

  /** The name without cosine transform. */
  public static final String PCA = "pca";

  private static final String STEP = "step";
  private static final String TILE = "tile";
  private static final String WEIGHTS = "weights";
  private static final String CORRECTION = "correction";
  private static final String DIAL = "dial";

  static final double DEFAULT_STEP = 1;
  static final int DEFAULT_TILE = 16;

  public TransformTransferLayer {
    if (dial < 1 || dial > DialCodec.MOST_STEPS) {
      throw new UsageException(
          "%s: expected a dial of 1 to %d steps, got %d"
              .formatted(name, DialCodec.MOST_STEPS, dial));
    }
    if (tile < 1 || !(step > 0) || !Double.isFinite(step) || !(weights >= 0 && weights <= 1)) {
      throw new UsageException(
          "%s: expected a positive step and tile and weights of 0 to 1, got step %s, tile %d, weights %s"
              .formatted(name, step, tile, weights));
    }
  }

  /** The layer of a name, {@link #TRANSFORM} or {@link #PCA}, with the usual step and tiles. */
  public static TransformTransferLayer named(String name) {
    return of(new PartSpec(name, Map.of()));
  }

  /** The layer of a spec such as "transform:step=0.8,tile=8,weights=1"; "pca" has no tiles. */
  public static TransformTransferLayer of(PartSpec spec) {
    boolean tiled = spec.name().equals(TRANSFORM);
    spec.requireOptions(
        tiled
            ? Set.of(STEP, TILE, WEIGHTS, CORRECTION, DIAL)
            : Set.of(STEP, WEIGHTS, CORRECTION, DIAL));
    int tile = tiled ? Math.min(1 << 20, spec.wholeNumber(TILE, DEFAULT_TILE)) : 1;
    return new TransformTransferLayer(
        spec.name(),
        spec.positive(STEP, DEFAULT_STEP),
        tile,
        spec.notNegative(WEIGHTS, 0),
        spec.isOn(CORRECTION, true),
        spec.wholeNumber(DIAL, 1));
  }

  /** This layer with another step. */
  public TransformTransferLayer withStep(double other) {
    return new TransformTransferLayer(name, other, tile, weights, corrected, dial);
  }

  /** This layer with other weights. */
  public TransformTransferLayer withWeights(double other) {
    return new TransformTransferLayer(name, step, tile, other, corrected, dial);
  }

  /** This layer without the correction on the edge. */
  public TransformTransferLayer uncorrected() {
    return new TransformTransferLayer(name, step, tile, weights, false, dial);
  }

  /** This layer with another number of steps. */
  public TransformTransferLayer withDial(int other) {
    return new TransformTransferLayer(name, step, tile, weights, corrected, other);
  }

  /** The steps, the finest first. */
  public List<Double> ladder() {
    return IntStream.range(0, dial).mapToObj(i -> step * Math.pow(2, i / 2.0)).toList();
  }

  @Override
  public String spec() {
    boolean usualTile = tile == (name.equals(TRANSFORM) ? DEFAULT_TILE : 1);
    return "%s:step=%s%s%s%s%s"
        .formatted(
            name,
            step,
            usualTile ? "" : ",tile=" + tile,
            weights == 0 ? "" : ",weights=" + weights,
            corrected ? "" : ",correction=off",
            dial == 1 ? "" : ",dial=" + dial);
  }

  @Override
  public Optional<String> misfit(TensorType type) {
    return FitChecks.misfitOfMap(name, type);
  }

  @Override
  public boolean sendsFixedSize() {
    return false;
  }

  @Override
  public boolean needsCalibration() {
    return true;
  }

  @Override
  public FittedTransferLayer fit(FeatureSamples samples) {
    TransformFit fit = prepare(samples);
    return dial == 1 ? fit.at(step) : fit.at(ladder());
  }

  @Override
  public Optional<TypicalTransferLayer> typical(TensorSpec cut) {
    Tensor wire = TypicalTransferLayer.levels(cut.shape());
    return Optional.of(
        new TypicalTransferLayer(
            TransformFit.typical(uncorrected(), cut, TypicalTransferLayer.numbers(wire)).at(step),
            wire));
  }

  /** What the TL learns before its step is chosen. */
  public TransformFit prepare(FeatureSamples samples) {
    FitChecks.requireSamples(this, name, samples);
    return TransformFit.of(this, samples);
  }
}
