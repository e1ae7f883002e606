package org.scissionlite.transfer.bottleneck;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FitChecks;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.PartSpec;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.TypicalTransferLayer;

/**
 * A bottleneck: DeviceTL is a convolution that makes the map smaller, and a quantiser; EdgeTL is a
 * transposed convolution that makes it large again. Static tables for each channel code the
 * integers.
 *
 * <p>Fitted alone, the kernels are the principal components of the patches, which no other linear
 * bottleneck of this size betters; training then moves them. "learned:c=32,s=2" at [1,192,14,14]
 * sends [1,32,7,7] of int8: 1,568 integers, most of them zero.
 *
 * @param channels of the wire tensor
 * @param stride of the convolutions in both directions
 * @param kernel side of the convolutions; as large as the stride, or larger by an even number
 * @param step of the rounding, in units of the components' root mean square
 */
public record BottleneckTransferLayer(int channels, int stride, int kernel, double step)
    implements TransferLayer {
  /** The name in a spec. */
  public static final String NAME = "learned";

  private static final String CHANNELS = "c";
  private static final String STRIDE = "s";
  private static final String KERNEL = "k";
  private static final String STEP = "step";

  static final int DEFAULT_CHANNELS = 32;
  static final int DEFAULT_STRIDE = 2;
  static final double DEFAULT_STEP = 0.5;
  private static final int MOST_CHANNELS = 256;
  private static final int LARGEST_STRIDE = 8;
  private static final int LARGEST_MARGIN = 4;

  public BottleneckTransferLayer {
    require("c", channels >= 1 && channels <= MOST_CHANNELS, "1 to " + MOST_CHANNELS, channels);
    require("s", stride >= 1 && stride <= LARGEST_STRIDE, "1 to " + LARGEST_STRIDE, stride);
    int margin = kernel - stride;
    require(
        "k",
        margin >= 0 && margin <= LARGEST_MARGIN && margin % 2 == 0,
        "s, s + 2 or s + 4",
        kernel);
    require("step", step > 0 && Double.isFinite(step), "a positive number", step);
  }

  private static void require(String option, boolean fine, String expected, Number value) {
    if (!fine) {
      throw new UsageException(
          "%s: expected %s to be %s, got %s".formatted(NAME, option, expected, value));
    }
  }

  /**
   * The layer of a spec such as "learned:c=32,s=2"; k is s and step 0.5 where they are not given.
   */
  public static BottleneckTransferLayer of(PartSpec spec) {
    spec.requireOptions(Set.of(CHANNELS, STRIDE, KERNEL, STEP));
    int stride = spec.wholeNumber(STRIDE, DEFAULT_STRIDE);
    return new BottleneckTransferLayer(
        spec.wholeNumber(CHANNELS, DEFAULT_CHANNELS),
        stride,
        spec.wholeNumber(KERNEL, stride),
        spec.positive(STEP, DEFAULT_STEP));
  }

  @Override
  public String spec() {
    String wider = kernel == stride ? "" : ",k=" + kernel;
    return NAME + ":c=" + channels + ",s=" + stride + wider + ",step=" + step;
  }

  /** This layer with another step. */
  public BottleneckTransferLayer withStep(double newStep) {
    return new BottleneckTransferLayer(channels, stride, kernel, newStep);
  }

  @Override
  public Optional<String> misfit(TensorType type) {
    return FitChecks.misfitOfMap(NAME, type).or(() -> misfitOfSizes(type));
  }

  private Optional<String> misfitOfSizes(TensorType map) {
    Shape shape = map.shape();
    long most = (long) shape.dim(1) * stride * stride;
    boolean fits = stride <= shape.dim(2) && stride <= shape.dim(3) && channels <= most;
    return fits
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s with c=%d and s=%d needs a map of at least %dx%d and c of at most C*s*s, got %s",
                NAME,
                channels,
                stride,
                stride,
                stride,
                map));
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
    return prepare(samples).at(step);
  }

  @Override
  public Optional<TypicalTransferLayer> typical(TensorSpec cut) {
    return Optional.of(BottleneckFit.typical(cut, this));
  }

  /** What the TL learns before its step is chosen. */
  public BottleneckFit prepare(FeatureSamples samples) {
    FitChecks.requireSamples(this, NAME, samples);
    return BottleneckFit.of(samples, this);
  }
}
