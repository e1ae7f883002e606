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
 * One kind of layers at the tensors of a cut, the coarsest first: transform coding where a tensor
 * is a feature map, else quantisation; integers as they are, and what goes along as it is.
 *
 * @param weights of transform coding: how much it rounds a coefficient by its effect on the answer
 * @param specs that are tried at each tensor
 */
record JointLayers(double weights, List<List<String>> specs) {
  private static final List<Double> WEIGHTS = List.of(0.0, 0.25, 1.0);

  /** From 8 to 1/8 by the square root of two, as specs write them. */
  private static final List<Double> STEPS =
      IntStream.rangeClosed(0, 12)
          .mapToDouble(i -> 8 / StrictMath.pow(2, i / 2.0))
          .mapToObj(step -> Math.round(step * 1000) / 1000.0)
          .toList();

  private static final List<String> QUANTISERS =
      IntStream.rangeClosed(2, 8).mapToObj(bits -> "q" + bits).toList();

  JointLayers {
    specs = List.copyOf(specs);
  }

  /** The kinds that differ at a cut. */
  static List<JointLayers> kinds(Cut cut) {
    List<JointLayers> kinds =
        WEIGHTS.stream()
            .map(
                weights ->
                    new JointLayers(
                        weights,
                        cut.tensors().stream().map(each -> specs(weights, each, cut)).toList()))
            .toList();
    return kinds.get(0).specs().equals(kinds.get(1).specs()) ? kinds.subList(0, 1) : kinds;
  }

  /** The specs that a tensor takes, the coarsest first. */
  private static List<String> specs(double weights, TensorSpec tensor, Cut cut) {
    return Stream.of(
            transforms(weights),
            QUANTISERS,
            List.of(LosslessTransferLayer.SPEC),
            List.of(NoTransferLayer.SPEC))
        .filter(specs -> stands(specs.get(0), tensor, cut))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> transforms(double weights) {
    String end = weights > 0 ? ",weights=" + weights : "";
    return STEPS.stream().map(step -> "transform:step=" + step + end).toList();
  }

  private static boolean stands(String spec, TensorSpec tensor, Cut cut) {
    TransferLayer layer = TransferLayers.parse(spec);
    return new LayerAtCut(layer, cut).at(tensor).equals(layer);
  }

  /** Whether the answer must be differentiated for them. */
  boolean isWeighted() {
    return weights > 0;
  }

  /** The layers, fitted to what each tensor held. */
  List<List<FittedTransferLayer>> fitted(List<FeatureSamples> samples) {
    return IntStream.range(0, specs.size())
        .mapToObj(
            i ->
                specs.get(i).stream()
                    .map(spec -> TransferLayers.parse(spec).fit(samples.get(i)))
                    .toList())
        .toList();
  }
}
