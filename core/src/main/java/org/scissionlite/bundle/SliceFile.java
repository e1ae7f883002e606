package org.scissionlite.bundle;

import static org.scissionlite.error.Fields.present;

/**
 * A file of a bundle.
 *
 * @param path inside the bundle's folder, with "/" between folders
 * @param sha256 of its bytes, in lower-case hexadecimal digits
 * @param bytes its length
 */
public record SliceFile(String path, String sha256, long bytes) {
  public SliceFile {
    present(path, "path");
    present(sha256, "sha256");
  }
}
