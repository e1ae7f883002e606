package org.scissionlite.bundle;

import static org.scissionlite.error.Fields.listed;
import static org.scissionlite.error.Fields.present;

import java.util.List;
import java.util.stream.Stream;

/**
 * A file of a bundle.
 *
 * @param path inside the bundle's folder, with "/" between folders
 * @param sha256 of its bytes, in lower-case hexadecimal digits
 * @param bytes its length
 * @param weights the files beside a slice that hold its weights; empty where the slice holds them
 */
public record SliceFile(String path, String sha256, long bytes, List<SliceFile> weights) {
  public SliceFile {
    present(path, "path");
    present(sha256, "sha256");
    weights = listed(weights, "weights");
  }

  /** This file and all that belong to it. */
  Stream<SliceFile> all() {
    return Stream.concat(Stream.of(this), weights.stream().flatMap(SliceFile::all));
  }
}
