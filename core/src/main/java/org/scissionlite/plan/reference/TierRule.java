package org.scissionlite.plan.reference;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.scissionlite.error.UsageException;
import org.scissionlite.profile.Tier;

/**
 * The criteria of one tier: a comma-separated list of {@code N} (layer N must be on it), {@code -1}
 * (it must hold no layer), {@code NAME} (only this system), each negated by a leading "!" or "*".
 *
 * <p>A tier without blocks holds the layers from -1 to -1. Naming a system, negated or not, also
 * demands that the tier holds a block. What reads as a whole number is a layer.
 *
 * @param tier which
 * @param layersOn that must be on it
 * @param layersOff that must not be on it
 * @param systemsOn that may be used: at most one; empty for all
 * @param systemsOff that must not be used
 */
public record TierRule(
    Tier tier,
    Set<Integer> layersOn,
    Set<Integer> layersOff,
    Set<String> systemsOn,
    Set<String> systemsOff) {
  /** "No layer", as a layer. */
  public static final int NO_LAYER = -1;

  public TierRule {
    layersOn = Set.copyOf(layersOn);
    layersOff = Set.copyOf(layersOff);
    systemsOn = Set.copyOf(systemsOn);
    systemsOff = Set.copyOf(systemsOff);
    checkAgreement(tier, layersOn, layersOff, "layer");
    checkAgreement(tier, systemsOn, systemsOff, "system");
    boolean named = !systemsOn.isEmpty() || !systemsOff.isEmpty();
    boolean empty = layersOn.contains(NO_LAYER);
    if (systemsOn.size() > 1) {
      throw contradiction(tier, "only one system can be the only one, not each of " + systemsOn);
    }
    if (empty && (layersOn.size() > 1 || named)) {
      throw contradiction(tier, "-1 leaves it without layers, another criterion demands some");
    }
  }

  private static <T> void checkAgreement(Tier tier, Set<T> on, Set<T> off, String kind) {
    on.stream()
        .filter(off::contains)
        .findFirst()
        .ifPresent(
            item -> {
              throw contradiction(tier, "%s %s must and must not be used".formatted(kind, item));
            });
  }

  static UsageException contradiction(Tier tier, String why) {
    return new UsageException("criteria of the %s contradict each other: %s".formatted(tier, why));
  }

  /** No criteria. */
  public static TierRule any(Tier tier) {
    return new TierRule(tier, Set.of(), Set.of(), Set.of(), Set.of());
  }

  /**
   * Reads criteria; an empty text holds none.
   *
   * @param systems the names of the tier's systems
   * @param lastLayer the number of the model's last layer
   * @throws UsageException for an unknown system, a layer out of range, or criteria that contradict
   *     each other
   */
  public static TierRule parse(Tier tier, String text, Collection<String> systems, int lastLayer) {
    Set<Integer> layersOn = new HashSet<>();
    Set<Integer> layersOff = new HashSet<>();
    Set<String> systemsOn = new HashSet<>();
    Set<String> systemsOff = new HashSet<>();
    for (String item : text.isBlank() ? new String[0] : text.split(",", -1)) {
      boolean not = item.strip().startsWith("!") || item.strip().startsWith("*");
      String what = not ? item.strip().substring(1).strip() : item.strip();
      if (what.matches("-?\\d{1,9}")) {
        int layer = layer(tier, what, systems, lastLayer);
        (not ? layersOff : layersOn).add(layer);
      } else if (systems.contains(what)) {
        (not ? systemsOff : systemsOn).add(what);
      } else {
        throw UsageException.unknownName(tier + " in its criteria", what, systems);
      }
    }
    return new TierRule(tier, layersOn, layersOff, systemsOn, systemsOff);
  }

  /** A number that is also a system's name passes: the reference takes it for a layer as well. */
  private static int layer(Tier tier, String text, Collection<String> systems, int lastLayer) {
    int layer = Integer.parseInt(text);
    if ((layer < NO_LAYER || layer > lastLayer) && !systems.contains(text)) {
      throw new UsageException(
          "criteria of the %s: layer %d is out of range; expected 0 to %d, or -1 for none; %d is the nearest"
              .formatted(tier, layer, lastLayer, Math.max(0, Math.min(layer, lastLayer))));
    }
    return layer;
  }

  /** Whether a system may be used. */
  public boolean allowsSystem(String name) {
    return (systemsOn.isEmpty() || systemsOn.contains(name)) && !systemsOff.contains(name);
  }

  /** Whether the tier may hold these layers; -1 and -1 for none. */
  public boolean allowsLayers(int first, int last) {
    boolean named = !systemsOn.isEmpty() || !systemsOff.isEmpty();
    return (!named || first != NO_LAYER)
        && layersOn.stream().allMatch(layer -> first <= layer && layer <= last)
        && layersOff.stream().noneMatch(layer -> first <= layer && layer <= last);
  }
}
