package org.scissionlite.optimise.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.block.Cut;
import org.scissionlite.model.Tensor;
import org.scissionlite.optimise.LayerCosts;
import org.scissionlite.optimise.LayerCosts.Halves;
import org.scissionlite.profile.LayerCost;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.WireSize;
import org.scissionlite.training.Lazy;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.NoTransferLayer;

/**
 * What the halves of a transfer layer take on each system: what its profile says of the layer at
 * that cut, or of the nearest one of its family, whose time depends on the shape and hardly on the
 * parameters; else what they take here, scaled. A layer that leaves coefficients out is not like
 * the one of its family that was measured, and is measured here.
 */
final class LayerPrices {
  private static final String MEASURED_HERE = "measured here and scaled";

  private final Subject subject;
  private final List<Profile> profiles;
  private final TimesHere here;

  LayerPrices(Subject subject, List<Profile> profiles) {
    this.subject = subject;
    this.profiles = profiles;
    this.here = new TimesHere(subject);
  }

  /**
   * The costs of the layers at a cut.
   *
   * @param layers one for each tensor; a profile knows what one layer at all of them takes
   */
  LayerCosts of(Cut cut, List<FittedTransferLayer> layers, WireSize size) {
    List<String> specs = layers.stream().map(FittedTransferLayer::spec).toList();
    String typical = typical(specs);
    Lazy<Map<String, Tensor>> crossing = new Lazy<>(() -> subject.crossing(cut));
    Map<SystemId, Halves> halves = new LinkedHashMap<>();
    String source = "profiles";
    for (Profile profile : profiles) {
      Optional<LayerCost> known =
          nearest(profile, cut.name(), typical)
              .filter(each -> layers.stream().allMatch(this::isWhole));
      if (known.isEmpty()) {
        source = MEASURED_HERE;
      }
      halves.put(
          profile.system(),
          known
              .map(each -> new Halves(each.deviceTL(), each.edgeTL()))
              .orElseGet(() -> here.on(profile, layers, crossing.get())));
    }
    return new LayerCosts(FittedTransferLayer.specOf(specs), size, halves, source);
  }

  private static String typical(List<String> specs) {
    return specs.stream()
        .filter(spec -> !spec.equals(NoTransferLayer.SPEC))
        .findFirst()
        .orElse(NoTransferLayer.SPEC);
  }

  /** Whether it sends as many elements as the typical layer of its family does. */
  private boolean isWhole(FittedTransferLayer layer) {
    return subject
        .layer(layer.spec())
        .typical(layer.encoder().input())
        .map(each -> layer.wire().shape().elements() >= each.wire().shape().elements())
        .orElse(true);
  }

  private static Optional<LayerCost> nearest(Profile profile, String cut, String spec) {
    return profile.cuts().stream()
        .filter(each -> each.name().equals(cut))
        .findFirst()
        .flatMap(each -> each.cost(spec));
  }
}
