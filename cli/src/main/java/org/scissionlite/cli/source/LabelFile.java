package org.scissionlite.cli.source;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.TextFile;

/** Reads the names of a model's classes: one a line, in the order of the output. */
public final class LabelFile {
  private LabelFile() {}

  /**
   * The names in a file, blank lines left out.
   *
   * @throws UsageException if it cannot be read, or is no text
   */
  public static List<String> read(Path file) {
    try {
      return TextFile.lines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (CharacterCodingException e) {
      throw new UsageException(
          "labels %s: not a text file in UTF-8; save it as one".formatted(file), e);
    } catch (IOException e) {
      throw new UsageException("labels %s: %s".formatted(file, AtomicWrite.reason(e)), e);
    }
  }
}
