package org.scissionlite.plan.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scissionlite.evidence.ByteCounts;
import org.scissionlite.plan.question.Accuracies;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.LayerCost;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;
import org.scissionlite.transfer.spec.LayerSpec;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * A profile with the layers that were measured elsewhere.
 *
 * @param unpriced layers whose family was not benchmarked here, in words
 */
record EvidencedProfile(Profile profile, List<String> unpriced) {
  static EvidencedProfile of(Profile profile, List<MeasuredPlace> places) {
    List<String> unpriced = new ArrayList<>();
    List<CutProfile> cuts = new ArrayList<>();
    for (CutProfile cut : profile.cuts()) {
      CutProfile joined = cut;
      for (MeasuredPlace place : places) {
        if (place.place().cut().equals(cut.name())) {
          joined = joined(joined, place, profile, unpriced);
        }
      }
      cuts.add(joined);
    }
    return new EvidencedProfile(profile.withCuts(cuts), unpriced);
  }

  private static CutProfile joined(
      CutProfile cut, MeasuredPlace place, Profile profile, List<String> unpriced) {
    LayerSpec layer = place.place().layer();
    Optional<WireSize> size = place.bytes().map(found -> size(found.bytes()));
    boolean isKnown =
        Accuracies.isLossless(layer.spec()) && TransferLayers.sendsFixedSize(layer.spec());
    if (isKnown || size.isEmpty()) {
      return cut;
    }
    Optional<LayerCost> cost = cut.cost(layer.spec());
    if (cost.isEmpty()) {
      unpriced.add("%s at cut '%s' of %s".formatted(layer.spec(), cut.name(), profile.system()));
      return cut;
    }
    return cut.withLayer(
        new TransferLayerProfile(
            layer.spec(),
            fixedSize(cut, layer).orElse(size.get()),
            cost.get().deviceTL(),
            cost.get().edgeTL()));
  }

  /** A size that follows from the tensor's shape needs no images. */
  private static Optional<WireSize> fixedSize(CutProfile cut, LayerSpec layer) {
    return cut.transferLayers().stream()
        .filter(each -> each.spec().equals(layer.spec()))
        .map(TransferLayerProfile::size)
        .filter(WireSize.Fixed.class::isInstance)
        .findFirst();
  }

  private static WireSize size(ByteCounts bytes) {
    return new WireSize.Measured(
        Math.round(bytes.mean()), bytes.p95(), bytes.most(), bytes.images());
  }
}
