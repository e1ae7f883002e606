package org.scissionlite.plan.reference;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.Network;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.dat.DatProfile;
import org.scissionlite.profile.dat.DatRecord;

/** The planners of the Python predecessors. */
public enum ReferencePlanner {
  /** Device, edge and cloud without transfer layers. */
  SCISSION,
  /** Device and edge, each cut with the transfer layer. */
  SCISSIONTL,
  /** The same, with an edge that serves whole tail slices. */
  SCISSIONTL_TRITON;

  /** The name on the command line: "scission", "scissiontl", "scissiontl-triton". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The planner of a name.
   *
   * @throws UsageException for an unknown name; lists the valid ones
   */
  public static ReferencePlanner named(String name) {
    List<String> names = Arrays.stream(values()).map(ReferencePlanner::toString).toList();
    if (!names.contains(name)) {
      throw UsageException.unknownName("reference planner", name, names);
    }
    return values()[names.indexOf(name)];
  }

  /**
   * The reference's answer.
   *
   * @param profiles of one model; their order decides nothing
   * @throws UsageException for profiles that do not belong together or a missing link
   */
  public ReferenceAnswer answer(
      List<DatProfile> profiles, Network network, ReferenceQuestion question) {
    checkSameBlocks(profiles);
    Map<Tier, List<Measured>> systems = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.values()) {
      systems.put(
          tier,
          profiles.stream()
              .filter(profile -> profile.system().tier() == tier)
              .filter(profile -> question.rule(tier).allowsSystem(profile.system().name()))
              .map(Measured::of)
              .toList());
    }
    boolean noDevice = systems.get(Tier.DEVICE).isEmpty();
    if (noDevice || (this != SCISSION && systems.get(Tier.EDGE).isEmpty())) {
      return new ReferenceAnswer(0, List.of());
    }
    return this == SCISSION
        ? new ScissionPlanner(systems, network, question).answer()
        : new ScissionTlPlanner(systems, network, question, this == SCISSIONTL_TRITON).answer();
  }

  private static void checkSameBlocks(List<DatProfile> profiles) {
    List<DatProfile> blockwise =
        profiles.stream().filter(profile -> !profile.tailSlices()).toList();
    for (DatProfile profile : blockwise) {
      DatProfile first = blockwise.get(0);
      if (!profile.model().equals(first.model())) {
        throw new UsageException(
            "profiles of different models: %s measured %s, %s measured %s"
                .formatted(first.system(), first.model(), profile.system(), profile.model()));
      }
      if (!table(profile).equals(table(first))) {
        throw new UsageException(
            "profiles of different block tables of %s: %s and %s"
                .formatted(first.model(), first.system(), profile.system()));
      }
    }
  }

  private static List<List<Long>> table(DatProfile profile) {
    return profile.records().stream().map(ReferencePlanner::row).toList();
  }

  private static List<Long> row(DatRecord block) {
    return List.of((long) block.inputLayer(), (long) block.outputLayer(), block.outputSize());
  }
}
