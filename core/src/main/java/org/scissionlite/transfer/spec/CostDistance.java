package org.scissionlite.transfer.spec;

import java.util.List;
import java.util.OptionalDouble;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.bottleneck.BottleneckTransferLayer;
import org.scissionlite.transfer.quantize.PictureTransferLayer;
import org.scissionlite.transfer.quantize.QuantizeTransferLayer;
import org.scissionlite.transfer.transform.TransformTransferLayer;

/**
 * How different the work of two transfer layers of one kind is, in octaves: "learned:c=64,s=2" is
 * one octave from "learned:c=32,s=2", "transform:tile=8" one from tiles of 16.
 *
 * <p>The step moves the share of zeros and with it the codec's time, but no operator: an octave of
 * it counts for an eighth. Weights and corrections lie in constants and cost nothing.
 */
public final class CostDistance {
  private static final double STEP_OCTAVE = 0.125;
  private static final Preprocessing ANY = Preprocessing.named("raw");

  private CostDistance() {}

  /** The distance of the layers of two specs; nothing where they are of different kinds. */
  public static OptionalDouble between(String one, String other) {
    try {
      return between(parts(one), parts(other));
    } catch (UsageException e) {
      return one.equals(other) ? OptionalDouble.of(0) : OptionalDouble.empty();
    }
  }

  private static List<TransferLayer> parts(String spec) {
    TransferLayer layer = TransferLayers.inFloat32(spec, ANY);
    return layer instanceof ChainedTransferLayer chain ? chain.parts() : List.of(layer);
  }

  private static OptionalDouble between(List<TransferLayer> one, List<TransferLayer> other) {
    double sum = one.size() == other.size() ? 0 : Double.NaN;
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      sum += between(one.get(i), other.get(i));
    }
    return Double.isNaN(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum);
  }

  /** NaN where the kinds differ. */
  private static double between(TransferLayer one, TransferLayer other) {
    if (one instanceof TransformTransferLayer a && other instanceof TransformTransferLayer b) {
      return octaves(a.tile(), b.tile()) + STEP_OCTAVE * octaves(a.step(), b.step());
    }
    if (one instanceof BottleneckTransferLayer a && other instanceof BottleneckTransferLayer b) {
      return octaves(a.channels(), b.channels())
          + octaves(a.stride(), b.stride())
          + octaves(a.kernel(), b.kernel())
          + STEP_OCTAVE * octaves(a.step(), b.step());
    }
    if (one instanceof QuantizeTransferLayer a && other instanceof QuantizeTransferLayer b) {
      return a.sendsFixedSize() == b.sendsFixedSize() ? octaves(a.bits(), b.bits()) : Double.NaN;
    }
    if (one instanceof PictureTransferLayer a && other instanceof PictureTransferLayer b) {
      return a.format() == b.format() ? octaves(a.quality(), b.quality()) : Double.NaN;
    }
    return one.spec().equals(other.spec()) ? 0 : Double.NaN;
  }

  private static double octaves(double one, double other) {
    return Math.abs(Math.log(one / other)) / Math.log(2);
  }
}
