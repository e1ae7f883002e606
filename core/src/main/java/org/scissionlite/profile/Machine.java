package org.scissionlite.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine is, for the provenance of measurements. */
public final class Machine {
  private static final int LONGEST_NAME = 200;

  private Machine() {}

  /**
   * The processor's name, as the system tells it: "Raspberry Pi 4 Model B Rev 1.4", "AMD EPYC
   * 7713"; the architecture where it tells nothing.
   */
  public static String cpu() {
    return Stream.of(
            lineOf(Path.of("/proc/cpuinfo"), "model name"),
            lineOf(Path.of("/proc/device-tree/model"), ""),
            Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> System.getProperty("os.arch"));
  }

  /** The number of processors that this process may use. */
  public static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Name, version and architecture: "Linux 6.1.0 amd64". */
  public static String os() {
    return "%s %s %s"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"));
  }

  /** The Java runtime: "17.0.12". */
  public static String java() {
    return System.getProperty("java.version");
  }

  /** The value of the first line "KEY : VALUE" of a file; the first line where the key is empty. */
  private static Optional<String> lineOf(Path file, String key) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> key.isEmpty() ? line : line.substring(line.indexOf(':') + 1))
          .map(value -> value.replaceAll("\\p{Cntrl}", "").strip())
          .filter(value -> !value.isEmpty())
          .map(value -> value.substring(0, Math.min(LONGEST_NAME, value.length())))
          .findFirst();
    } catch (IOException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
