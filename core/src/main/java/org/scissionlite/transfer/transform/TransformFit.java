package org.scissionlite.transfer.transform;

import java.util.List;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.ActivationBounds;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.Fragment;
import org.scissionlite.transfer.codec.DialCodec;
import org.scissionlite.transfer.codec.RansCodec;
import org.scissionlite.transfer.codec.WireIntegers;

/**
 * What transform coding learns from samples before a step is chosen: the basis, the weights, the
 * coefficients of the samples, the activation's bounds. A TL of any step follows from it within a
 * second or two.
 */
public final class TransformFit {
  private static final int CORRECTIONS = 2;
  private static final int MOST_CORRECTED = 100;

  private final TransformTransferLayer layer;
  private final FeatureSamples samples;
  private final TransformOperators operators;
  private final TileIndex tiles;
  private final float[] weights;
  private final List<Tensor> coefficients;
  private final double unit;
  private final ActivationBounds bounds;

  /** The fit of a layer that learns nothing, to coefficients in units of its step. */
  private TransformFit(TransformTransferLayer layer, TensorSpec cut, Tensor coefficients) {
    this.layer = layer;
    samples = FeatureSamples.none(cut);
    Tiling rows = Tiling.of(cut.shape().dim(2), layer.tile());
    Tiling columns = Tiling.of(cut.shape().dim(3), layer.tile());
    tiles = new TileIndex(cut.shape().dim(1), rows, columns);
    ChannelBasis basis = ChannelBasis.mirror(tiles.channels());
    operators = new TransformOperators(cut, basis, rows, columns);
    weights = CoefficientWeights.even(tiles);
    this.coefficients = List.of(coefficients);
    unit = 1 / layer.step();
    bounds = ActivationBounds.usual();
  }

  private TransformFit(TransformTransferLayer layer, FeatureSamples samples) {
    this.layer = layer;
    this.samples = samples;
    Shape shape = samples.spec().shape();
    Tiling rows = Tiling.of(shape.dim(2), layer.tile());
    Tiling columns = Tiling.of(shape.dim(3), layer.tile());
    tiles = new TileIndex(shape.dim(1), rows, columns);
    ChannelMoments moments = ChannelMoments.of(samples.tensors());
    if (layer.weights() > 0) {
      FeatureSamples gradients = samples.gradients();
      ChannelBasis basis = ChannelBasis.weighted(moments, ChannelMoments.of(gradients.tensors()));
      operators = new TransformOperators(samples.spec(), basis, rows, columns);
      Fragment analysis = operators.with(basis.ofGradients()).analysis();
      weights = CoefficientWeights.of(gradients.after(analysis).tensors(), tiles, layer.weights());
    } else {
      operators =
          new TransformOperators(samples.spec(), ChannelBasis.principal(moments), rows, columns);
      weights = CoefficientWeights.even(tiles);
    }
    coefficients = samples.after(operators.analysis()).tensors();
    unit = rootMeanSquare();
    bounds = ActivationBounds.of(samples.tensors());
  }

  /**
   * Learns from samples.
   *
   * @param samples feature maps [1,C,H,W]; at least one
   */
  static TransformFit of(TransformTransferLayer layer, FeatureSamples samples) {
    return new TransformFit(layer, samples);
  }

  /**
   * Operators and codec of the right sizes, which learned nothing but their tables.
   *
   * @param coefficients of a map, in units of the layer's step
   */
  static TransformFit typical(TransformTransferLayer layer, TensorSpec cut, Tensor coefficients) {
    return new TransformFit(layer, cut, coefficients);
  }

  private double rootMeanSquare() {
    int[] index = tiles.expanded();
    double sum = 0;
    long count = 0;
    for (Tensor sample : coefficients) {
      float[] values = sample.toFloats();
      for (int i = 0; i < values.length; i++) {
        double value = (double) values[i] * weights[index[i]];
        sum += value * value;
      }
      count += values.length;
    }
    return sum > 0 ? Math.sqrt(sum / count) : 1;
  }

  /**
   * The TL of a step.
   *
   * @param step of the quantiser, in units of the weighted coefficients' root mean square
   */
  public FittedTransferLayer at(double step) {
    return fitted(step, rounded(step).withoutZeros()).layer();
  }

  /**
   * The TL of a ladder of steps: DeviceTL is told for each image which one to take, and the message
   * tells EdgeTL. It keeps the components and frequencies that the finest step leaves something of.
   *
   * @param ladder of steps, the finest first; 1 to {@link DialCodec#MOST_STEPS}
   */
  public FittedTransferLayer at(List<Double> ladder) {
    StepCoefficients finest = rounded(ladder.get(0)).withoutZeros();
    TileIndex kept = finest.tiles();
    List<StepFit> steps =
        ladder.stream().map(step -> fitted(step, rounded(step).within(kept))).toList();
    DialOperators dial = new DialOperators(finest.operators(), steps);
    Fragment encoder = dial.encoder();
    return new FittedTransferLayer(
        layer.withStep(ladder.get(0)).spec(),
        encoder,
        dial.decoder(encoder.output())
            .within(bounds)
            .build(ElementType.FLOAT32, samples.spec().shape()),
        new DialCodec(steps.stream().map(this::measured).toList()));
  }

  /** The step with what the calibration images send. */
  private DialCodec.Step measured(StepFit step) {
    List<Tensor> wire = samples.first(MOST_CORRECTED).after(step.layer().encoder()).tensors();
    double bytes = 1 + step.layer().codec().meanBytes(wire);
    return new DialCodec.Step(step.step(), (int) Math.round(bytes), step.classes().tables());
  }

  private StepCoefficients rounded(double step) {
    float[] scales = weights.clone();
    for (int i = 0; i < scales.length; i++) {
      scales[i] *= (float) (1 / (step * unit));
    }
    return new StepCoefficients(operators, tiles, coefficients, scales);
  }

  private StepFit fitted(double step, StepCoefficients rounded) {
    CoefficientClasses classes =
        CoefficientClasses.of(rounded.samples(), rounded.tiles(), rounded.scales());
    ElementType wireType = WireIntegers.typeFor(classes.largestLevel());
    TransformOperators kept = rounded.operators();
    Fragment encoder = kept.encoder(Tensor.ofFloats(kept.tileShape(), rounded.scales()), wireType);
    Reconstruction values =
        Reconstruction.of(kept.tileShape(), rounded.scales(), classes.offsets());
    ChannelCorrection correction =
        layer.corrected()
            ? correction(kept, encoder, values)
            : ChannelCorrection.none(tiles.channels());
    TransformOperators back =
        layer.corrected() ? kept.with(kept.basis().corrected(correction)) : kept;
    FittedTransferLayer fitted =
        new FittedTransferLayer(
            layer.withStep(step).spec(),
            encoder,
            decoder(back, encoder, values),
            new RansCodec(classes.tables()));
    return new StepFit(step, rounded.scales(), values, correction, classes, fitted);
  }

  private ChannelCorrection correction(
      TransformOperators kept, Fragment encoder, Reconstruction values) {
    FeatureSamples some = samples.first(MOST_CORRECTED);
    FeatureSamples wire = some.after(encoder);
    ChannelSpread wanted = ChannelSpread.of(some.tensors());
    ChannelCorrection correction = ChannelCorrection.none(tiles.channels());
    Fragment decoder = decoder(kept, encoder, values);
    for (int i = 0; i < CORRECTIONS; i++) {
      correction = correction.improved(wanted, ChannelSpread.of(wire.after(decoder).tensors()));
      decoder = decoder(kept.with(kept.basis().corrected(correction)), encoder, values);
    }
    return correction;
  }

  private Fragment decoder(TransformOperators kept, Fragment encoder, Reconstruction values) {
    return kept.decoder(encoder.output(), values)
        .within(bounds)
        .build(ElementType.FLOAT32, samples.spec().shape());
  }
}
