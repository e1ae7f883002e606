package org.scissionlite.offload.edge.registry;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.stream.Stream;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;

/**
 * What all bundles of an edge may take together.
 *
 * @param sessions of the engine: scenarios times their instances
 * @param bytes of weights: those of each edge slice once for each of its sessions. Activations and
 *     the engine's own memory come on top
 */
public record Budget(int sessions, long bytes) {
  private static final int USUAL_SESSIONS = 256;
  private static final double MEGABYTE = 1e6;

  public Budget {
    if (sessions < 1 || bytes < 1) {
      throw new UsageException(
          "the budget of an edge: expected a session and a byte or more, got %d and %d"
              .formatted(sessions, bytes));
    }
  }

  /** 256 sessions, and weights in half of the machine's memory. */
  public static Budget usual() {
    return new Budget(USUAL_SESSIONS, memoryBytes() / 2);
  }

  private static long memoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory();
  }

  public Budget withSessions(int value) {
    return new Budget(value, bytes);
  }

  public Budget withBytes(long value) {
    return new Budget(sessions, value);
  }

  /** What a bundle takes. */
  record Cost(int sessions, long bytes) {
    static final Cost NOTHING = new Cost(0, 0);

    static Cost of(Bundle bundle, SessionOptions options) {
      long bytes =
          bundle.manifest().scenarios().stream()
              .map(SplitScenario::edge)
              .flatMap(edge -> Stream.concat(Stream.of(edge), edge.weights().stream()))
              .mapToLong(SliceFile::bytes)
              .sum();
      return new Cost(
          bundle.manifest().scenarios().size() * options.instances(), bytes * options.instances());
    }

    Cost plus(Cost other) {
      return new Cost(sessions + other.sessions, bytes + other.bytes);
    }
  }

  /**
   * Checks that there is room.
   *
   * @throws ScissionLiteException if there is not; says what is taken and what to do
   */
  void require(Cost taken, Cost more, String bundle) {
    Cost all = taken.plus(more);
    if (all.sessions() > sessions) {
      throw new ScissionLiteException(
          "bundle '%s' needs %d sessions, %d of %d are taken; unload a bundle or start the edge with --max-sessions %d"
              .formatted(bundle, more.sessions(), taken.sessions(), sessions, all.sessions()));
    }
    if (all.bytes() > bytes) {
      throw new ScissionLiteException(
          "bundle '%s' needs %s of weights, %s of %s are taken; unload a bundle or start the edge with a larger --max-memory"
              .formatted(
                  bundle, megabytes(more.bytes()), megabytes(taken.bytes()), megabytes(bytes)));
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / MEGABYTE);
  }
}
