package org.scissionlite.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Json;
import org.scissionlite.file.Sha256;

/** Opens bundles. */
public final class BundleReader {
  private BundleReader() {}

  /**
   * Opens a bundle and checks that every file is the one that was written.
   *
   * @throws UsageException if the folder is no bundle, or of an unknown schema version
   * @throws ScissionLiteException if a file is missing, changed, or outside the folder
   */
  public static Bundle open(Path folder) {
    Path file = folder.resolve(BundleWriter.MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new UsageException(
          "%s is no bundle: it has no %s; make one with 'prepare'"
              .formatted(folder, BundleWriter.MANIFEST));
    }
    Manifest manifest = Json.read(file, Manifest.class, "bundle manifest");
    if (manifest.schemaVersion() != Manifest.SCHEMA_VERSION) {
      throw new UsageException(
          "%s: schema version %d, expected %d; prepare the bundle again with this version"
              .formatted(file, manifest.schemaVersion(), Manifest.SCHEMA_VERSION));
    }
    if (manifest.scenarios().isEmpty()) {
      throw new UsageException(file + ": the bundle holds no scenario");
    }
    files(manifest.scenarios(), manifest.wholeModel()).forEach(each -> check(folder, each));
    if (!manifest.id().equals(idOf(manifest.scenarios(), manifest.wholeModel()))) {
      throw new ScissionLiteException(
          "%s: the id is not that of the files; the manifest was changed".formatted(file));
    }
    return new Bundle(folder, manifest);
  }

  private static void check(Path folder, SliceFile slice) {
    try {
      Path root = folder.toRealPath();
      Path file = root.resolve(slice.path()).toRealPath();
      if (!file.startsWith(root)) {
        throw new ScissionLiteException(
            "bundle %s: '%s' lies outside the bundle".formatted(folder, slice.path()));
      }
      if (Files.size(file) != slice.bytes() || !Sha256.of(file).equals(slice.sha256())) {
        throw new ScissionLiteException(
            "bundle %s: '%s' is not the file that was written; copy the bundle again"
                .formatted(folder, slice.path()));
      }
    } catch (InvalidPathException | IOException e) {
      String reason = e instanceof IOException io ? AtomicWrite.reason(io) : e.getMessage();
      throw new ScissionLiteException(
          "bundle %s: cannot read '%s': %s".formatted(folder, slice.path(), reason), e);
    }
  }

  /** The identity of a bundle: the hash of the hashes of its files, with their names. */
  static String idOf(List<SplitScenario> scenarios, SliceFile wholeModel) {
    return Sha256.of(
        files(scenarios, wholeModel)
            .map(file -> file.sha256() + " " + file.path())
            .sorted()
            .collect(Collectors.joining("\n")));
  }

  private static Stream<SliceFile> files(List<SplitScenario> scenarios, SliceFile wholeModel) {
    Stream<SliceFile> slices =
        scenarios.stream()
            .flatMap(
                scenario ->
                    Stream.concat(
                        Stream.of(scenario.device(), scenario.edge()),
                        scenario.wire().stream().map(WireTensor::tables)));
    return Stream.concat(slices, Stream.ofNullable(wholeModel)).filter(Objects::nonNull);
  }
}
