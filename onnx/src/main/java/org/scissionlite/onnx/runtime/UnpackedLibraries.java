package org.scissionlite.onnx.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The libraries that ONNX Runtime 1.29 unpacks for every process, into a new folder below the one
 * for temporary files. It removes them at the end of the program, but leaves the folder.
 *
 * <p>Libraries that lie elsewhere are somebody's own. So are all where a system property names
 * their place.
 */
final class UnpackedLibraries {
  private static final Path MAPPED_FILES = Path.of("/proc/self/maps");
  private static final Pattern LIBRARY = Pattern.compile(".*? (/.*/onnxruntime-java\\d+/[^/]+)");

  /** How the properties begin that name a place of the libraries: for all, or for one. */
  private static final String GIVEN_PLACE = "onnxruntime.native.";

  private UnpackedLibraries() {}

  /**
   * Has them and their folder removed at the end of the program where the system tells their names:
   * on Linux. What else lies in the folder stays.
   */
  static void removeAtExit() {
    Set<Path> libraries = unpacked();
    if (libraries.isEmpty()) {
      return;
    }
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(libraries)));
    } catch (IllegalStateException e) {
      // The program is being ended already: the folder stays.
    }
  }

  private static Set<Path> unpacked() {
    boolean given =
        System.getProperties().stringPropertyNames().stream()
            .anyMatch(name -> name.startsWith(GIVEN_PLACE));
    if (given || !Files.isReadable(MAPPED_FILES)) {
      return Set.of();
    }
    try (Stream<String> lines = Files.lines(MAPPED_FILES)) {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
      return lines
          .map(LIBRARY::matcher)
          .filter(Matcher::matches)
          .map(matcher -> Path.of(matcher.group(1)))
          .filter(library -> temporary.equals(library.getParent().getParent()))
          .collect(Collectors.toSet());
    } catch (IOException | UncheckedIOException e) {
      return Set.of();
    }
  }

  private static void remove(Set<Path> libraries) {
    try {
      for (Path library : libraries) {
        Files.deleteIfExists(library);
      }
      for (Path library : libraries) {
        Files.deleteIfExists(library.getParent());
      }
    } catch (IOException e) {
      // A folder that holds something else, or that cannot be removed, stays.
    }
  }
}
