package org.scissionlite.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scissionlite.link.Network;
import org.scissionlite.link.NetworkFile;
import org.scissionlite.plan.Planner;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.dat.DatConversion;
import org.scissionlite.profile.dat.ProfileFolder;

/**
 * MobileNet's 92 blocks on a device, two edges and two clouds: the published measurements of
 * Scission where {@code shared/reference} lies beside the checkout, else profiles from a seed.
 *
 * @param origin where they come from, as the benchmark's output tells it
 * @param planner over them
 */
record MobileNetProfiles(String origin, Planner planner) {
  private static final int BLOCKS = 92;

  static MobileNetProfiles load() {
    return reference().map(MobileNetProfiles::measured).orElseGet(MobileNetProfiles::generated);
  }

  private static Optional<Path> reference() {
    return Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
        .map(at -> at.resolve("shared/reference/scission"))
        .filter(Files::isDirectory)
        .findFirst();
  }

  private static MobileNetProfiles measured(Path folder) {
    List<Profile> profiles =
        ProfileFolder.read(folder).of("mobilenet").asProfiles(DatConversion.DEFAULT_INPUT_BYTES);
    Network network = NetworkFile.read(folder.resolve("network_stats.csv"));
    return new MobileNetProfiles(
        "the published measurements of Scission", new Planner(profiles, network));
  }

  private static MobileNetProfiles generated() {
    return new MobileNetProfiles(
        "GENERATED profiles: shared/reference is not beside the checkout",
        PlannedProfiles.threeTiers(BLOCKS));
  }
}
