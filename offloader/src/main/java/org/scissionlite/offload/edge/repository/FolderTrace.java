package org.scissionlite.offload.edge.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What can be seen of a folder without reading its files: another trace says that something has
 * changed.
 *
 * @param files name, length, time and identity of each
 */
record FolderTrace(Set<String> files) {
  /** That of no folder. */
  static final FolderTrace NONE = new FolderTrace(Set.of("none"));

  /** A bundle has one level of folders. */
  private static final int DEPTH = 3;

  /** No bundle has more files than this. */
  private static final int MOST_FILES = 10_000;

  FolderTrace {
    files = Set.copyOf(files);
  }

  /** The trace of a folder, or of what can be seen of it. */
  static FolderTrace of(Path folder) {
    Set<String> files = new TreeSet<>();
    try (Stream<Path> all = Files.walk(folder.toRealPath(), DEPTH)) {
      all.limit(MOST_FILES).forEach(file -> files.add(line(file)));
    } catch (IOException | UncheckedIOException e) {
      files.add("failed");
    }
    return new FolderTrace(files);
  }

  private static String line(Path file) {
    try {
      BasicFileAttributes seen =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return seen.isDirectory()
          ? file.toString()
          : file + " " + seen.size() + " " + seen.lastModifiedTime() + " " + seen.fileKey();
    } catch (IOException e) {
      return file + " gone";
    }
  }
}
