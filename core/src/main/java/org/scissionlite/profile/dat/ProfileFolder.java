package org.scissionlite.profile.dat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfileFile;

/**
 * A folder of profiles: our JSON files and the predecessors' {@code .dat} files side by side.
 *
 * @param place the folder
 * @param profiles from JSON
 * @param dats from .dat files
 */
public record ProfileFolder(Path place, List<Profile> profiles, List<DatProfile> dats) {
  public ProfileFolder {
    profiles = List.copyOf(profiles);
    dats = List.copyOf(dats);
  }

  /**
   * Reads a folder.
   *
   * @throws UsageException for a missing folder, one without profiles, or one with a broken file
   */
  public static ProfileFolder read(Path folder) {
    ProfileFolder content =
        new ProfileFolder(folder, ProfileFile.readFolder(folder), readDats(folder));
    if (content.profiles.isEmpty() && content.dats.isEmpty()) {
      throw new UsageException(
          "%s: no profile in it; expected TIER-NAME-MODEL.json of 'benchmark', or TIER-NAME.dat"
              .formatted(folder));
    }
    return content;
  }

  private static List<DatProfile> readDats(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(DatFile.SUFFIX))
          .sorted()
          .flatMap(file -> DatFile.read(file).stream())
          .toList();
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot read %s: %s".formatted(folder, AtomicWrite.reason(e)), e);
    }
  }

  /** What the folder holds of one model. */
  public ProfileFolder of(String model) {
    List<Profile> ours =
        profiles.stream().filter(profile -> profile.model().name().equals(model)).toList();
    List<DatProfile> theirs = dats.stream().filter(dat -> dat.model().equals(model)).toList();
    if (ours.isEmpty() && theirs.isEmpty()) {
      TreeSet<String> known =
          dats.stream().map(DatProfile::model).collect(Collectors.toCollection(TreeSet::new));
      profiles.forEach(profile -> known.add(profile.model().name()));
      throw UsageException.unknownName("model in the profiles of " + place, model, known);
    }
    return new ProfileFolder(place, ours, theirs);
  }

  /** Everything as profiles; what the .dat files do not tell of the input is given. */
  public List<Profile> asProfiles(long inputBytes) {
    return Stream.concat(profiles.stream(), datsAsProfiles(inputBytes).stream()).toList();
  }

  /** What the .dat files hold, as profiles. */
  public List<Profile> datsAsProfiles(long inputBytes) {
    Map<String, List<DatProfile>> byModel =
        dats.stream()
            .collect(
                Collectors.groupingBy(DatProfile::model, LinkedHashMap::new, Collectors.toList()));
    return byModel.values().stream()
        .flatMap(ofOneModel -> DatConversion.profiles(ofOneModel, inputBytes).stream())
        .toList();
  }

  /** Everything as benchmark files hold it. */
  public List<DatProfile> asDats() {
    return Stream.concat(profiles.stream().map(DatView::of), dats.stream()).toList();
  }
}
