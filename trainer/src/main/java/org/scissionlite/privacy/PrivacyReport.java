package org.scissionlite.privacy;

import java.util.List;

/**
 * How much of the pictures can be rebuilt from what crosses the wire; written as JSON for people
 * and for {@code plan --max-ssim}.
 *
 * @param schemaVersion of this JSON; 1
 * @param model the model's name
 * @param engine that ran it
 * @param attack how hard the attacker tried
 * @param testImages that were rebuilt
 * @param cuts one a scenario
 */
public record PrivacyReport(
    int schemaVersion,
    String model,
    String engine,
    AttackSettings attack,
    int testImages,
    List<CutPrivacy> cuts) {
  public static final int SCHEMA_VERSION = 1;

  public PrivacyReport {
    cuts = List.copyOf(cuts);
  }

  /**
   * A scenario and what it is compared with.
   *
   * @param cut the layer after which the model is cut
   * @param transferLayer its spec
   * @param ssim mean similarity of the pictures rebuilt from it
   * @param knownImages of the attacker
   * @param rows the scenario first
   */
  public record CutPrivacy(
      String cut, String transferLayer, double ssim, int knownImages, List<Similarity> rows) {
    public CutPrivacy {
      rows = List.copyOf(rows);
    }
  }
}
