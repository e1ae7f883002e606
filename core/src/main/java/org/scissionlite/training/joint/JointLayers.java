package org.scissionlite.training.joint;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scissionlite.block.Cut;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.LayerAtCut;
import org.scissionlite.transfer.NoTransferLayer;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.lossless.LosslessTransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * The layers that are tried at one tensor of a cut, the coarsest first: transform coding where it
 * is a feature map, else quantisation; integers as they are, and what goes along as it is.
 */
final class JointLayers {
  /** From 8 to 1/8 by the square root of two, as specs write them. */
  private static final List<String> TRANSFORMS =
      IntStream.rangeClosed(0, 12)
          .mapToDouble(i -> 8 / StrictMath.pow(2, i / 2.0))
          .mapToObj(step -> "transform:step=" + Math.round(step * 1000) / 1000.0)
          .toList();

  private static final List<String> QUANTISERS =
      IntStream.rangeClosed(2, 8).mapToObj(bits -> "q" + bits).toList();

  private JointLayers() {}

  /** The specs of a kind of layers that a tensor takes, the coarsest first. */
  static List<String> specs(TensorSpec tensor, Cut cut) {
    return Stream.of(
            TRANSFORMS,
            QUANTISERS,
            List.of(LosslessTransferLayer.SPEC),
            List.of(NoTransferLayer.SPEC))
        .filter(specs -> stands(specs.get(0), tensor, cut))
        .findFirst()
        .orElseThrow();
  }

  private static boolean stands(String spec, TensorSpec tensor, Cut cut) {
    TransferLayer layer = TransferLayers.parse(spec);
    return new LayerAtCut(layer, cut).at(tensor).equals(layer);
  }

  /** The layers of these specs, fitted to what a tensor held. */
  static List<FittedTransferLayer> fitted(List<String> specs, FeatureSamples samples) {
    return specs.stream().map(spec -> TransferLayers.parse(spec).fit(samples)).toList();
  }
}
