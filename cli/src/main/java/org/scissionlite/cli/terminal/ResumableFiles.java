package org.scissionlite.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a command that is stopped leaves to go on from: files of a folder whose names begin alike.
 *
 * @param beginning of the names; may be empty
 */
public record ResumableFiles(Path folder, String beginning) {
  /** The end of the name under which a training keeps its state. */
  public static final String CHECKPOINT = ".checkpoint";

  /** The end of the name under which a search keeps its trials. */
  public static final String JOURNAL = ".search-journal.json";

  private static final String GOES_ON = "the same command goes on where it was";
  private static final List<String> ENDINGS = List.of(CHECKPOINT, JOURNAL, ".unfinished");

  /** What lies beside an output: NAME.* for the output NAME. */
  public static ResumableFiles beside(Path output) {
    Path place = output.toAbsolutePath().normalize();
    return new ResumableFiles(place.resolveSibling(""), place.getFileName() + ".");
  }

  /** How things stand, for whoever stops the command now. */
  public String state() {
    return isThere(ENDINGS) ? GOES_ON : "nothing was written";
  }

  /** The same where a training can be ended with what it has learned so far. */
  public String stateOfTraining() {
    return isThere(List.of(CHECKPOINT))
        ? GOES_ON + ", or ends with its best epoch so far with --keep-best"
        : state();
  }

  private boolean isThere(List<String> endings) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(beginning))
          .anyMatch(name -> endings.stream().anyMatch(name::endsWith));
    } catch (IOException e) {
      return false;
    }
  }
}
