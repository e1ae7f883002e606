package org.scissionlite.benchmarks.survival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What devices told of their bundle, a line each, in a file that outlives them. */
record News(Path file) {
  /** How the line of a new version begins. */
  static final String CHANGE = "the device changes to version";

  void tell(String line) {
    System.err.println("device: " + line);
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** How many lines tell of something. */
  long count(String words) throws IOException {
    return lines().stream().filter(line -> line.contains(words)).count();
  }
}
