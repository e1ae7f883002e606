package org.scissionlite.transfer.quantize;

import java.nio.FloatBuffer;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.transfer.FeatureSamples;

/**
 * Smallest and largest value of each channel (axis 1), zero included; of the whole tensor where it
 * has no channels.
 */
final class ChannelRanges {
  private final float[] low;
  private final float[] high;

  private ChannelRanges(int channels) {
    low = new float[channels];
    high = new float[channels];
  }

  static int axis(Shape shape) {
    return isChannelled(shape) ? 1 : 0;
  }

  /**
   * A vector of features has no channels: a range of its own for each would fit only the samples.
   */
  private static boolean isChannelled(Shape shape) {
    return shape.rank() > 2;
  }

  static ChannelRanges of(FeatureSamples samples) {
    Shape shape = samples.spec().shape();
    boolean channelled = isChannelled(shape);
    ChannelRanges ranges = new ChannelRanges(channelled ? shape.dim(1) : 1);
    long perImage = channelled ? shape.elements() / shape.dim(0) : shape.elements();
    int inner = Math.toIntExact(perImage / ranges.low.length);
    for (Tensor sample : samples.tensors()) {
      ranges.widen(sample.floats(), inner);
    }
    return ranges;
  }

  private void widen(FloatBuffer values, int inner) {
    for (int i = 0; i < values.limit(); i++) {
      int channel = i / inner % low.length;
      low[channel] = Math.min(low[channel], values.get(i));
      high[channel] = Math.max(high[channel], values.get(i));
    }
  }

  /** The step of each channel when its range is divided into so many steps. */
  Tensor scales(int steps) {
    float[] scales = new float[low.length];
    for (int c = 0; c < scales.length; c++) {
      scales[c] = scale(c, steps);
    }
    return Tensor.ofFloats(parameterShape(), scales);
  }

  /** The integer of each channel that stands for zero, as UINT8. */
  Tensor zeroPoints(int steps) {
    Tensor zeros = Tensor.zeros(new TensorType(ElementType.UINT8, parameterShape()));
    for (int c = 0; c < low.length; c++) {
      int zero = Math.round(-low[c] / scale(c, steps));
      zeros.data().put(c, (byte) Math.max(0, Math.min(steps, zero)));
    }
    return zeros;
  }

  private float scale(int channel, int steps) {
    float range = high[channel] - low[channel];
    return range > 0 && Float.isFinite(range) ? range / steps : 1f;
  }

  /** A scalar for one channel, as QuantizeLinear wants it; a vector otherwise. */
  private Shape parameterShape() {
    return low.length == 1 ? Shape.of() : Shape.of(low.length);
  }
}
