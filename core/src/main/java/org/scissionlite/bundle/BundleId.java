package org.scissionlite.bundle;

import java.util.stream.Collectors;
import org.scissionlite.file.Json;
import org.scissionlite.file.Sha256;

/** The identity of a bundle: device and edge compare it. */
final class BundleId {
  private BundleId() {}

  /**
   * The id that belongs to a manifest: the hash of all that it says but when it was written, the
   * hashes of the files among it, in the canonical form of {@link Json#canonical}. In version 1:
   * the hash of the hashes of the files with their names.
   */
  static String of(Manifest manifest) {
    if (manifest.schemaVersion() == ManifestFile.FIRST_VERSION) {
      return Sha256.of(
          manifest
              .files()
              .map(file -> file.sha256() + " " + file.path())
              .sorted()
              .collect(Collectors.joining("\n")));
    }
    return Sha256.of(Json.canonical(manifest.identity()));
  }
}
