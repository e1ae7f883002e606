package org.scissionlite.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;

/**
 * A folder that a program may replace, as it holds nothing but what the program writes there.
 *
 * @param folder its place; it may be missing
 * @param files the names of the program's files in it, with '/' between folders
 * @param what is written there, such as "a bundle"
 */
public record OwnFolder(Path folder, Pattern files, String what) {
  /**
   * Checks that nothing of somebody else would be lost.
   *
   * @throws UsageException if no folder stands there, or one with other files; names one
   */
  public void requireReplaceable() {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new UsageException("%s is not a folder; choose another place".formatted(folder));
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      inside
          .filter(file -> !Files.isDirectory(file))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(name -> !files.matcher(name).matches())
          .findFirst()
          .ifPresent(this::refuse);
    } catch (IOException | UncheckedIOException e) {
      throw new UsageException("%s cannot be looked into; choose another".formatted(folder), e);
    }
  }

  private void refuse(String foreign) {
    throw new UsageException(
        "%s holds other files than %s, such as '%s'; choose another folder"
            .formatted(folder, what, foreign));
  }
}
