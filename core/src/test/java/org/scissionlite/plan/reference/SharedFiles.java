package org.scissionlite.plan.reference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds measurements that lie beside the checkout, where they are there. */
final class SharedFiles {
  private SharedFiles() {}

  /** A file in the folder "shared" beside one of the folders above the working directory. */
  static Optional<Path> find(String path) {
    return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolveSibling("shared").resolve(path))
        .filter(Files::exists)
        .findFirst();
  }
}
