package org.scissionlite.transfer.bottleneck;

import java.util.Arrays;
import java.util.Map;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.Fragment;
import org.scissionlite.transfer.FragmentBuilder;
import org.scissionlite.transfer.transform.ChannelBasis;
import org.scissionlite.transfer.transform.ChannelMoments;

/**
 * The principal components of the square patches of feature maps.
 *
 * <p>A patch of 384 channels and 4x4 positions has 6,144 values, too many for their covariance: the
 * channels are first turned onto their own principal components, of which the first ones are kept
 * ({@value #MOST_VALUES} values a patch at most).
 */
public final class PatchComponents {
  private static final int MOST_VALUES = 512;

  private final int channels;
  private final int side;
  private final float[] mean;
  private final float[] weights;

  private PatchComponents(int channels, int side, float[] mean, float[] weights) {
    this.channels = channels;
    this.side = side;
    this.mean = mean;
    this.weights = weights;
  }

  /**
   * The components of samples.
   *
   * @param samples feature maps [1,C,H,W]
   * @param side of the patches, which do not overlap
   * @param count how many components, at most C * side * side
   */
  static PatchComponents of(FeatureSamples samples, int side, int count) {
    ChannelBasis basis = ChannelBasis.principal(ChannelMoments.of(samples.tensors()));
    int channels = basis.channels();
    int needed = patches(count, side * side);
    int kept = Math.min(channels, Math.max(needed, MOST_VALUES / (side * side)));
    Fragment patches = patches(samples.spec(), basis, kept, side);
    ChannelBasis second =
        ChannelBasis.principal(ChannelMoments.of(samples.after(patches).tensors()));
    return new PatchComponents(channels, side, basis.mean(), product(basis, kept, second, count));
  }

  /** Components of the right size that mean nothing. */
  static PatchComponents typical(int channels, int side, int count) {
    float[] weights = new float[count * channels * side * side];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (i % 7 - 3) / (3f * channels);
    }
    return new PatchComponents(channels, side, new float[channels], weights);
  }

  /** Each patch of the kept channel components as one position: [1, side * side * kept, h, w]. */
  private static Fragment patches(TensorSpec cut, ChannelBasis basis, int kept, int side) {
    int channels = basis.channels();
    int rows = patches(cut.shape().dim(2), side);
    int columns = patches(cut.shape().dim(3), side);
    float[] kernel = Arrays.copyOf(basis.forward(), kept * channels);
    int below = rows * side - cut.shape().dim(2);
    int right = columns * side - cut.shape().dim(3);
    return new FragmentBuilder(cut, cut.name() + "/patches/")
        .then("centred", "Sub", Tensor.ofFloats(Shape.of(1, channels, 1, 1), basis.mean()))
        .then("channels", "Conv", Tensor.ofFloats(Shape.of(kept, channels, 1, 1), kernel))
        .then("padded", "Pad", Tensor.vector(0, 0, 0, 0, 0, 0, below, right))
        .then("patches", "SpaceToDepth", Map.of("blocksize", Attribute.of(side)))
        .build(ElementType.FLOAT32, Shape.of(1, side * side * kept, rows, columns));
  }

  /** From channels and positions to components: [count, C, side, side]. */
  private static float[] product(ChannelBasis first, int kept, ChannelBasis second, int count) {
    int channels = first.channels();
    int places = second.channels() / kept;
    float[] turn = first.forward();
    float[] patch = second.forward();
    float[] weights = new float[count * channels * places];
    for (int k = 0; k < count; k++) {
      for (int place = 0; place < places; place++) {
        for (int p = 0; p < kept; p++) {
          float factor = patch[(k * places + place) * kept + p];
          for (int c = 0; c < channels; c++) {
            weights[(k * channels + c) * places + place] += factor * turn[p * channels + c];
          }
        }
      }
    }
    return weights;
  }

  /** How many patches cover a length: 27 with a side of 2 takes 14. */
  public static int patches(int length, int side) {
    return (length + side - 1) / side;
  }

  int channels() {
    return channels;
  }

  /** The channels' means in a shape of as many elements. */
  Tensor meanAs(Shape shape) {
    return Tensor.ofFloats(shape, mean);
  }

  /**
   * A weight of a component.
   *
   * @param plane component * C + channel
   */
  float weight(int plane, int y, int x) {
    return weights[(plane * side + y) * side + x];
  }
}
