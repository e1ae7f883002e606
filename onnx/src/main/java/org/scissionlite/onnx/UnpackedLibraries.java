package org.scissionlite.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.scissionlite.file.FileTree;

/**
 * The folder into which ONNX Runtime 1.29 unpacks its libraries, a new one for every process. It
 * removes the files at the end of the program, but leaves the folder.
 */
final class UnpackedLibraries {
  private static final Path MAPPED_FILES = Path.of("/proc/self/maps");
  private static final Pattern LIBRARY = Pattern.compile(".*? (/.*/onnxruntime-java\\d+)/[^/]+");

  private UnpackedLibraries() {}

  /** Has the folder removed at the end of the program where the system tells its name: on Linux. */
  static void removeAtExit() {
    folder().ifPresent(UnpackedLibraries::removeAtExit);
  }

  private static void removeAtExit(Path folder) {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> FileTree.deleteQuietly(folder)));
    } catch (IllegalStateException e) {
      // The program is being ended already: the folder stays.
    }
  }

  private static Optional<Path> folder() {
    if (!Files.isReadable(MAPPED_FILES)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(MAPPED_FILES)) {
      return lines
          .map(LIBRARY::matcher)
          .filter(Matcher::matches)
          .map(matcher -> Path.of(matcher.group(1)))
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
