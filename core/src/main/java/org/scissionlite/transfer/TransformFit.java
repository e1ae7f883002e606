package org.scissionlite.transfer;

import java.util.Arrays;
import java.util.List;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.transform.ChannelBasis;
import org.scissionlite.transfer.transform.ChannelMoments;
import org.scissionlite.transfer.transform.Tiling;

/**
 * What transform coding learns from samples before a step is chosen: the basis, the coefficients of
 * the samples, the activation's bounds. A TL of any step follows from it within a second or two.
 */
public final class TransformFit {
  private static final int LARGEST_INT8 = 63;

  private final FeatureSamples samples;
  private final TransformOperators operators;
  private final TileIndex tiles;
  private final List<Tensor> coefficients;
  private final double unit;
  private final ActivationBounds bounds;

  private TransformFit(FeatureSamples samples, int tile) {
    this.samples = samples;
    Shape shape = samples.spec().shape();
    Tiling rows = Tiling.of(shape.dim(2), tile);
    Tiling columns = Tiling.of(shape.dim(3), tile);
    ChannelBasis basis = ChannelBasis.principal(ChannelMoments.of(samples.tensors()));
    operators = new TransformOperators(samples.spec(), basis, rows, columns);
    tiles = new TileIndex(basis.channels(), rows, columns);
    coefficients = samples.after(operators.analysis()).tensors();
    unit = rootMeanSquare();
    bounds = ActivationBounds.of(samples.tensors());
  }

  /**
   * Learns from samples.
   *
   * @param samples feature maps [1,C,H,W]; at least one
   * @param tile the longest side of a tile; 1 for no cosine transform
   */
  public static TransformFit of(FeatureSamples samples, int tile) {
    return new TransformFit(samples, tile);
  }

  private double rootMeanSquare() {
    double sum = 0;
    long count = 0;
    for (Tensor sample : coefficients) {
      float[] values = sample.toFloats();
      for (float value : values) {
        sum += (double) value * value;
      }
      count += values.length;
    }
    return sum > 0 ? Math.sqrt(sum / count) : 1;
  }

  /**
   * The TL of a step.
   *
   * @param step of the quantiser, in units of the coefficients' root mean square
   * @param spec that the TL is known by
   */
  public FittedTransferLayer at(double step, String spec) {
    float[] scales = new float[tiles.places()];
    Arrays.fill(scales, (float) (1 / (step * unit)));
    CoefficientClasses classes = CoefficientClasses.of(coefficients, tiles, scales);
    ElementType wireType =
        classes.largestLevel() <= LARGEST_INT8 ? ElementType.INT8 : ElementType.INT16;
    Fragment encoder = operators.encoder(Tensor.ofFloats(operators.tileShape(), scales), wireType);
    Reconstruction values = reconstruction(scales, classes.offsets());
    Fragment decoder = decoder(encoder.output(), values);
    return new FittedTransferLayer(spec, encoder, decoder, new RansCodec(classes.tables()));
  }

  private Reconstruction reconstruction(float[] scales, float[] offsets) {
    float[] steps = new float[scales.length];
    float[] signs = new float[scales.length];
    for (int i = 0; i < scales.length; i++) {
      steps[i] = 1 / scales[i];
      signs[i] = offsets[i] / scales[i];
    }
    Shape shape = operators.tileShape();
    return new Reconstruction(Tensor.ofFloats(shape, steps), Tensor.ofFloats(shape, signs));
  }

  private Fragment decoder(TensorSpec wire, Reconstruction values) {
    FragmentBuilder chain = operators.decoder(wire, values);
    if (bounds.isBounded()) {
      chain.then("activation", "Clip", Tensor.scalar(bounds.low()), Tensor.scalar(bounds.high()));
    }
    return chain.build(ElementType.FLOAT32, samples.spec().shape());
  }
}
