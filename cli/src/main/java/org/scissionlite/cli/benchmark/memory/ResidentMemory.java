package org.scissionlite.cli.benchmark.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much memory this process holds, as Linux counts it in /proc/self. */
final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final String RESET_PEAK = "5";
  private static final int KIB = 1024;

  private ResidentMemory() {}

  /** Bytes held now; nothing on systems that do not tell. */
  static OptionalLong now() {
    return field("VmRSS:");
  }

  /** The most bytes held since the last {@link #resetPeak}. */
  static OptionalLong peak() {
    return field("VmHWM:");
  }

  /** Begins a new peak; false where the system does not allow it. */
  static boolean resetPeak() {
    try {
      Files.writeString(CLEAR, RESET_PEAK);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static OptionalLong field(String name) {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
