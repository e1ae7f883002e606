package org.scissionlite.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Json;

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
    return open(folder, TrustedKeys.anybody());
  }

  /**
   * The same, of a bundle for which somebody vouches.
   *
   * @throws UsageException if the folder is no bundle, or of an unknown schema version
   * @throws ScissionLiteException if a file is missing, changed, or outside the folder, or none of
   *     the keys has signed the manifest
   */
  public static Bundle open(Path folder, TrustedKeys keys) {
    Manifest manifest = manifest(folder, keys);
    BundleFiles files = new BundleFiles(folder);
    manifest.files().forEach(files::checked);
    ManifestFile.requireOwnId(manifest, folder.resolve(ManifestFile.NAME).toString());
    return new Bundle(folder, manifest);
  }

  /**
   * Opens a part of a bundle, whose other files need not be there.
   *
   * @throws UsageException if the folder is no bundle, of an unknown schema version, or without
   *     that scenario
   * @throws ScissionLiteException if a file of the part is missing, changed, or outside the folder,
   *     or none of the keys has signed the manifest
   */
  public static Bundle open(Path folder, BundlePart part, TrustedKeys keys) {
    Manifest manifest = manifest(folder, keys);
    BundleFiles files = new BundleFiles(folder);
    part.files(manifest).forEach(files::checked);
    ManifestFile.requireOwnId(manifest, folder.resolve(ManifestFile.NAME).toString());
    return new Bundle(folder, part.of(manifest));
  }

  private static Manifest manifest(Path folder, TrustedKeys keys) {
    AtomicWrite.restore(folder);
    Path file = folder.resolve(ManifestFile.NAME);
    if (!Files.isRegularFile(file)) {
      throw new UsageException(
          "%s is no bundle: it has no %s; make one with 'prepare'"
              .formatted(folder, ManifestFile.NAME));
    }
    requireInside(folder, file);
    Manifest manifest = ManifestFile.parse(Json.bytes(file, ManifestFile.WHAT), file.toString());
    if (manifest.schemaVersion() == ManifestFile.FIRST_VERSION) {
      manifest.files().forEach(slice -> requireNoWeightFile(folder.resolve(slice.path())));
    }
    manifest.requireSigned(keys, file.toString());
    return manifest;
  }

  private static void requireInside(Path folder, Path file) {
    try {
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        throw new UsageException("%s is a link that leaves the bundle".formatted(file));
      }
    } catch (IOException e) {
      throw new ScissionLiteException(
          "cannot read %s: %s".formatted(file, AtomicWrite.reason(e)), e);
    }
  }

  private static void requireNoWeightFile(Path slice) {
    Path weights = slice.resolveSibling(slice.getFileName() + ".data");
    if (Files.exists(weights)) {
      throw new UsageException(
          "%s has no hash in a bundle of schema version %d; prepare the bundle again"
              .formatted(weights, ManifestFile.FIRST_VERSION));
    }
  }
}
