package org.scissionlite.cli.optimise;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Model;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.profile.ProfiledModel;

/** The profiles of one model in a folder. */
final class MeasuredProfiles {
  private MeasuredProfiles() {}

  /**
   * Reads them.
   *
   * @throws UsageException where there is none of the model, only of one system, or one with cuts
   *     that the model has not
   */
  static List<Profile> of(Path folder, Model model) {
    List<Profile> all = ProfileFile.readFolder(folder);
    List<Profile> profiles =
        all.stream().filter(each -> each.model().sha256().equals(model.sha256())).toList();
    if (profiles.isEmpty()) {
      throw new UsageException(
          "%s: no profile of '%s' with SHA-256 %.12s; there are profiles of %s; benchmark this model on device and edge"
              .formatted(
                  folder,
                  model.name(),
                  model.sha256(),
                  all.stream()
                      .map(Profile::model)
                      .map(MeasuredProfiles::text)
                      .distinct()
                      .toList()));
    }
    if (profiles.stream().map(each -> each.system().tier()).distinct().count() < 2) {
      throw new UsageException(
          "%s: expected profiles of a device and an edge, got only %s; copy the other one there"
              .formatted(folder, profiles.stream().map(Profile::system).toList()));
    }
    profiles.forEach(profile -> requireCuts(profile, model));
    return profiles;
  }

  private static String text(ProfiledModel model) {
    return "%s (%.12s)".formatted(model.name(), model.sha256());
  }

  private static void requireCuts(Profile profile, Model model) {
    Set<String> known =
        BlockChain.of(model.graph(), Integer.MAX_VALUE).cuts().stream()
            .map(Cut::name)
            .collect(Collectors.toSet());
    List<String> unknown = new ArrayList<>(profile.cuts().stream().map(CutProfile::name).toList());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new UsageException(
          "the profile of %s names cuts that '%s' has not, such as '%s'; benchmark again"
              .formatted(profile.system(), model.name(), unknown.get(0)));
    }
  }
}
