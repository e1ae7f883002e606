package org.scissionlite.profile;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Json;

/**
 * Profiles as JSON files: the fields of {@link Profile} after a {@code schemaVersion}.
 *
 * <p>A file is named TIER-NAME-MODEL.json, such as "device-pi4-resnet56_cifar10.json". Laws: what
 * is read equals what was written; a file that is no valid profile is refused with its name and the
 * field, whatever it holds.
 */
public final class ProfileFile {
  private static final Pattern NAME = Pattern.compile("(device|edge|cloud)-.+\\.json");

  private static final String WHAT = "profile";

  private ProfileFile() {}

  /** What every version of the file tells. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Version(int schemaVersion) {}

  private record Document(
      int schemaVersion,
      SystemId system,
      ProfiledModel model,
      Provenance provenance,
      List<BlockProfile> blocks,
      List<CutProfile> cuts,
      Timing wholeModel,
      Timing entry,
      IntervalTimes intervals,
      List<String> warnings) {
    static Document of(Profile profile) {
      return new Document(
          Profile.SCHEMA_VERSION,
          profile.system(),
          profile.model(),
          profile.provenance(),
          profile.blocks(),
          profile.cuts(),
          profile.wholeModel(),
          profile.entry(),
          profile.intervals(),
          profile.warnings());
    }

    Profile profile() {
      return new Profile(
          system, model, provenance, blocks, cuts, wholeModel, entry, intervals, warnings);
    }
  }

  /** The name of a profile's file; what is unfit for file names becomes "_". */
  public static String name(SystemId system, String model) {
    String name = system.tier() + "-" + system.name() + "-" + model + ".json";
    return name.replaceAll("[^A-Za-z0-9._()-]", "_");
  }

  /**
   * Writes a profile into a folder, whole or not at all; an older one of the same system and model
   * is replaced.
   *
   * @return the file
   * @throws ScissionLiteException if the folder cannot be written
   */
  public static Path write(Path folder, Profile profile) {
    Path file = folder.resolve(name(profile.system(), profile.model().name()));
    Json.write(file, Document.of(profile));
    return file;
  }

  /**
   * Reads a profile.
   *
   * @throws ScissionLiteException if the file is missing or unreadable
   * @throws UsageException if it is not a profile, or of another schema version; names the field
   */
  public static Profile read(Path file) {
    return of(Json.bytes(file, WHAT), file.toString());
  }

  /**
   * The profile of a file's bytes.
   *
   * @param from where they came from, for messages
   * @throws UsageException if it is not a profile, or of another schema version; names the field
   */
  public static Profile of(byte[] json, String from) {
    int version = Json.parse(json, Version.class, from, WHAT).schemaVersion();
    if (version < OlderProfiles.FIRST_VERSION || version > Profile.SCHEMA_VERSION) {
      throw new UsageException(
          "%s: expected a profile of schema version %d to %d, got %d; benchmark again"
              .formatted(from, OlderProfiles.FIRST_VERSION, Profile.SCHEMA_VERSION, version));
    }
    Document document =
        version == Profile.SCHEMA_VERSION
            ? Json.parse(json, Document.class, from, WHAT)
            : upgraded(Json.parse(json, ObjectNode.class, from, WHAT), version, from);
    try {
      return document.profile();
    } catch (UsageException e) {
      throw new UsageException("%s: not a profile: %s".formatted(from, e.getMessage()), e);
    }
  }

  private static Document upgraded(ObjectNode tree, int version, String from) {
    OlderProfiles.upgrade(tree, version);
    return Json.of(tree, Document.class, "%s: not a profile".formatted(from));
  }

  /**
   * Reads all profiles of a folder, in the order of their file names; other files are left alone.
   *
   * @throws UsageException if there is no such folder, if one of the files is not a valid profile,
   *     or if two are of one system and model
   */
  public static List<Profile> readFolder(Path folder) {
    Map<String, Path> files = new LinkedHashMap<>();
    List<Profile> profiles = new ArrayList<>();
    for (Path file : profileFiles(folder)) {
      Profile profile = read(file);
      Path other = files.put(profile.system() + " model " + profile.model().name(), file);
      if (other != null) {
        throw new UsageException(
            "%s and %s are both profiles of %s and model '%s'; keep one"
                .formatted(other, file, profile.system(), profile.model().name()));
      }
      profiles.add(profile);
    }
    return List.copyOf(profiles);
  }

  private static List<Path> profileFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UsageException("there is no folder of profiles '%s'".formatted(folder));
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot read %s: %s".formatted(folder, AtomicWrite.reason(e)), e);
    }
  }
}
