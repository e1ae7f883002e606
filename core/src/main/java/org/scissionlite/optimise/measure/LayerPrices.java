package org.scissionlite.optimise.measure;

import java.util.HashMap;
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
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.WireSize;
import org.scissionlite.training.Lazy;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.NoTransferLayer;
import org.scissionlite.transfer.TypicalTransferLayer;

/**
 * What the halves of a transfer layer take on each system: what its profile says of the layer at
 * that cut, or of the nearest one of its family, whose time depends on the shape and hardly on the
 * parameters; else what they take here, scaled. A layer that leaves coefficients out takes less
 * than the one of its family that was measured: by the share that it takes of such a one here.
 *
 * <p>Layers are priced once, so that the same way costs the same whenever a search comes by it.
 */
final class LayerPrices {
  private static final String MEASURED_HERE = "measured here and scaled";

  private final Subject subject;
  private final List<Profile> profiles;
  private final TimesHere here;
  private final Map<Place, LayerCosts> priced = new HashMap<>();

  private record Place(String cut, List<String> specs) {}

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
    return priced
        .computeIfAbsent(new Place(cut.name(), specs), place -> costs(cut, layers, specs))
        .sending(size);
  }

  private LayerCosts costs(Cut cut, List<FittedTransferLayer> layers, List<String> specs) {
    String family = first(specs);
    Lazy<Map<String, Tensor>> crossing = new Lazy<>(() -> subject.crossing(cut));
    Map<SystemId, Halves> halves = new LinkedHashMap<>();
    String source = "profiles";
    for (Profile profile : profiles) {
      Optional<LayerCost> known = nearest(profile, cut.name(), family);
      if (known.isEmpty()) {
        source = MEASURED_HERE;
      }
      halves.put(
          profile.system(),
          known
              .map(each -> halves(profile, each, layers, crossing))
              .orElseGet(() -> here.on(profile, layers, crossing.get())));
    }
    String spec = FittedTransferLayer.specOf(specs);
    return new LayerCosts(spec, WireSize.fixed(0), halves, source);
  }

  /** The spec of the first layer that does something. */
  private static String first(List<String> specs) {
    return specs.stream()
        .filter(spec -> !spec.equals(NoTransferLayer.SPEC))
        .findFirst()
        .orElse(NoTransferLayer.SPEC);
  }

  /** What the profile says of the typical layer, less by the share that these take of it here. */
  private Halves halves(
      Profile profile,
      LayerCost known,
      List<FittedTransferLayer> layers,
      Lazy<Map<String, Tensor>> crossing) {
    List<FittedTransferLayer> typical = layers.stream().map(this::typical).toList();
    if (elements(layers) >= elements(typical)) {
      return new Halves(known.deviceTL(), known.edgeTL());
    }
    Halves these = here.on(profile, layers, crossing.get());
    Halves those = here.on(profile, typical, crossing.get());
    return new Halves(
        known.deviceTL().times(share(these.send(), those.send())),
        known.edgeTL().times(share(these.receive(), those.receive())));
  }

  /** The typical layer of a layer's family, where it is measured by one; else the layer. */
  private FittedTransferLayer typical(FittedTransferLayer layer) {
    return subject
        .layer(layer.spec())
        .typical(layer.encoder().input())
        .map(TypicalTransferLayer::layer)
        .orElse(layer);
  }

  private static long elements(List<FittedTransferLayer> layers) {
    return layers.stream().mapToLong(each -> each.wire().shape().elements()).sum();
  }

  private static double share(Timing part, Timing whole) {
    return Math.min(1, part.medianNanos() / (double) Math.max(1, whole.medianNanos()));
  }

  private static Optional<LayerCost> nearest(Profile profile, String cut, String spec) {
    return profile.cuts().stream()
        .filter(each -> each.name().equals(cut))
        .findFirst()
        .flatMap(each -> each.cost(spec));
  }
}
