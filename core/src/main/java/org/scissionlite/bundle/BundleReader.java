package org.scissionlite.bundle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Json;

/** Opens bundles. */
public final class BundleReader {
  private static final String WHAT = "bundle manifest";

  /** Bundles of this version are read, too. */
  static final int FIRST_VERSION = 1;

  private BundleReader() {}

  /** What every version of the manifest tells. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Version(int schemaVersion) {}

  /**
   * Opens a bundle and checks that every file is the one that was written.
   *
   * @throws UsageException if the folder is no bundle, or of an unknown schema version
   * @throws ScissionLiteException if a file is missing, changed, or outside the folder
   */
  public static Bundle open(Path folder) {
    AtomicWrite.restore(folder);
    Path file = folder.resolve(BundleWriter.MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new UsageException(
          "%s is no bundle: it has no %s; make one with 'prepare'"
              .formatted(folder, BundleWriter.MANIFEST));
    }
    Manifest manifest = read(file);
    if (manifest.scenarios().isEmpty() && manifest.wholeModel() == null) {
      throw new UsageException(file + ": the bundle holds no scenario and no whole model");
    }
    BundleFiles files = new BundleFiles(folder);
    manifest.files().forEach(files::checked);
    if (!manifest.id().equals(BundleId.of(manifest))) {
      throw new ScissionLiteException(
          "%s: the id is not that of the files; the manifest was changed".formatted(file));
    }
    return new Bundle(folder, manifest);
  }

  private static Manifest read(Path file) {
    int version = Json.read(file, Version.class, WHAT).schemaVersion();
    if (version == Manifest.SCHEMA_VERSION) {
      return Json.read(file, Manifest.class, WHAT);
    }
    if (version != FIRST_VERSION) {
      throw new UsageException(
          "%s: schema version %d, expected %d or %d; prepare the bundle again with this version"
              .formatted(file, version, FIRST_VERSION, Manifest.SCHEMA_VERSION));
    }
    Manifest old = Json.read(file, Manifest.class, WHAT, BundleReader::upgrade);
    old.files().forEach(slice -> requireNoWeightFile(file.resolveSibling(slice.path())));
    return old;
  }

  /**
   * Manifests of version 1 know no weight files, as every file of theirs stands alone, and do not
   * tell what the edge answers with.
   */
  private static void upgrade(JsonNode manifest) {
    for (JsonNode file : manifest.findParents("sha256")) {
      if (file instanceof ObjectNode slice && slice.has("path")) {
        slice.putArray("weights");
      }
    }
    for (JsonNode each : manifest.path("scenarios")) {
      if (each instanceof ObjectNode scenario) {
        scenario.putArray("outputs");
      }
    }
  }

  private static void requireNoWeightFile(Path slice) {
    Path weights = slice.resolveSibling(slice.getFileName() + ".data");
    if (Files.exists(weights)) {
      throw new UsageException(
          "%s has no hash in a bundle of schema version %d; prepare the bundle again"
              .formatted(weights, FIRST_VERSION));
    }
  }
}
