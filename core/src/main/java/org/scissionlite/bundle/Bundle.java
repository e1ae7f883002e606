package org.scissionlite.bundle;

import java.nio.file.Path;

/**
 * A bundle that was opened: its files are there and are those of the manifest.
 *
 * @param folder where it lies
 * @param manifest what it holds
 */
public record Bundle(Path folder, Manifest manifest) {
  /** Where a file of the bundle lies. */
  public Path file(SliceFile file) {
    return folder.resolve(file.path());
  }
}
