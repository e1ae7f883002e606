package org.scissionlite.plan.reference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scissionlite.profile.Tier;

/**
 * A scenario as the reference offers it.
 *
 * @param seconds predicted latency
 * @param wireBytes sent over all links
 * @param placements what each tier runs, from the device on
 * @param withoutTl the same cut without its transfer layer, which the reference never offers;
 *     nothing where the scenario has none
 */
public record ReferenceScenario(
    double seconds, double wireBytes, List<Placement> placements, Optional<WithoutTl> withoutTl) {
  public ReferenceScenario {
    placements = List.copyOf(placements);
  }

  /** Latency and bytes of a cut whose tensor is sent as it is. */
  public record WithoutTl(double seconds, double wireBytes) {}

  /**
   * What a tier runs.
   *
   * @param system its name; "None" where no system of the tier is used
   * @param firstLayer -1 where it runs nothing
   * @param lastLayer -1 where it runs nothing
   */
  public record Placement(Tier tier, String system, int firstLayer, int lastLayer) {
    @Override
    public String toString() {
      String name = tier.toString();
      return "%s(%s) = %d - %d"
          .formatted(
              name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
              system,
              firstLayer,
              lastLayer);
    }
  }

  /** In the reference's words: "Device(tx2_gpu) = 0 - 18, Edge(ampere) = 19 - 22". */
  public String config() {
    return placements.stream().map(Placement::toString).collect(Collectors.joining(", "));
  }
}
