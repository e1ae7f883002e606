package org.scissionlite.offload.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How much memory a process holds, as Linux counts it in /proc.
 *
 * @param bytes held now
 * @param peakBytes the most that was held, since its start or since {@link #resetPeak}
 * @param fileBytes of those held now, what comes from mapped files: programs, libraries, the
 *     archive of classes. What nobody has changed, other processes share and the system can drop
 */
public record ResidentMemory(long bytes, long peakBytes, long fileBytes) {
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final String RESET_PEAK = "5";
  private static final int KIB = 1024;

  /** This process; nothing on systems that do not tell. */
  public static Optional<ResidentMemory> own() {
    return in(Path.of("/proc/self/status"));
  }

  /** Another process; nothing when it has ended, and on systems that do not tell. */
  public static Optional<ResidentMemory> of(long process) {
    return in(Path.of("/proc", String.valueOf(process), "status"));
  }

  private static Optional<ResidentMemory> in(Path status) {
    Map<String, Long> fields = new HashMap<>();
    try (Stream<String> lines = Files.lines(status)) {
      lines
          .filter(line -> line.matches("(VmRSS|VmHWM|RssFile|RssShmem):.*"))
          .map(line -> line.split(":", 2))
          .forEach(
              field -> fields.put(field[0], Long.parseLong(field[1].replaceAll("\\D", "")) * KIB));
    } catch (IOException e) {
      return Optional.empty();
    }
    return fields.containsKey("VmRSS") && fields.containsKey("VmHWM")
        ? Optional.of(
            new ResidentMemory(
                fields.get("VmRSS"),
                fields.get("VmHWM"),
                fields.getOrDefault("RssFile", 0L) + fields.getOrDefault("RssShmem", 0L)))
        : Optional.empty();
  }

  /** Bytes that this process holds now; nothing on systems that do not tell. */
  public static OptionalLong now() {
    return own().map(each -> OptionalLong.of(each.bytes())).orElse(OptionalLong.empty());
  }

  /** The most bytes that this process held since the last {@link #resetPeak}. */
  public static OptionalLong peak() {
    return own().map(each -> OptionalLong.of(each.peakBytes())).orElse(OptionalLong.empty());
  }

  /** Begins a new peak of this process; false where the system does not allow it. */
  public static boolean resetPeak() {
    try {
      Files.writeString(CLEAR, RESET_PEAK);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
