package org.scissionlite.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;

/** Reads the names of a model's classes: one a line, in the order of the output. */
public final class LabelFile {
  private LabelFile() {}

  /** The names in a file, blank lines left out. */
  public static List<String> read(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UsageException("labels %s: %s".formatted(file, AtomicWrite.reason(e)), e);
    }
  }
}
