package org.scissionlite.profile;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.scissionlite.transfer.spec.CostDistance;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * What a transfer layer costs at one cut on one system, measured without fitting it: neither its
 * bytes nor its accuracy are known.
 *
 * @param spec such as "transform:step=1.0"; kept in its canonical form
 * @param zeros the share of zeros that it was taken to send; 0 where it was run on what the cut
 *     holds
 * @param deviceTL time of the encoder, conversion to bytes included
 * @param edgeTL time of the decoder, conversion from bytes included
 */
public record LayerCost(String spec, double zeros, Timing deviceTL, Timing edgeTL) {
  /**
   * @throws org.scissionlite.error.UsageException for a missing value, or a share that is none
   */
  public LayerCost {
    spec = TransferLayers.canonical(ProfileChecks.present(spec, "spec of a typical layer"));
    String of = spec;
    double share = zeros;
    ProfileChecks.present(deviceTL, "deviceTL of typical layer " + of);
    ProfileChecks.present(edgeTL, "edgeTL of typical layer " + of);
    ProfileChecks.that(
        share >= 0 && share <= 1,
        () -> "zeros of typical layer %s: expected 0 to 1, got %s".formatted(of, share));
  }

  static LayerCost of(TransferLayerProfile measured) {
    return new LayerCost(measured.spec(), 0, measured.deviceTL(), measured.edgeTL());
  }

  /**
   * The cost whose layer does the most similar work; nothing where none is of the same kind.
   *
   * @param spec of any layer
   */
  static Optional<LayerCost> nearest(List<LayerCost> costs, String spec) {
    return costs.stream()
        .map(cost -> new Candidate(cost, CostDistance.between(spec, cost.spec())))
        .filter(candidate -> candidate.distance().isPresent())
        .min(Comparator.comparingDouble(candidate -> candidate.distance().getAsDouble()))
        .map(Candidate::cost);
  }

  private record Candidate(LayerCost cost, OptionalDouble distance) {}

  LayerCost times(double factor) {
    return new LayerCost(spec, zeros, deviceTL.times(factor), edgeTL.times(factor));
  }
}
