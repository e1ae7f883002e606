package org.scissionlite.cli.offload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.registry.Budget;
import picocli.CommandLine.Option;

/** Where an edge's bundles come from, who may load and fetch them, and what they may take. */
final class RepositoryOptions {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long MEGABYTE = 1_000_000;
  private static final long MOST_REQUEST_MEGABYTES = 2_000;

  @Option(
      names = "--watch",
      paramLabel = "DIR",
      converter = FolderPath.class,
      description =
          "Also serve each bundle in this folder: new ones are loaded, changed ones swapped, removed ones unloaded, once all their files are there. Default: none.")
  private Path watched;

  @Option(
      names = "--model-control",
      description =
          "Let clients load and unload bundles by Triton's calls: whoever reaches the port can do it. Default: off.")
  private boolean isControlled;

  @Option(
      names = "--distribute",
      description =
          "Let devices fetch the bundles ('device --from'): whoever reaches the port then gets the models, so do it in a network that you trust. Default: off.")
  private boolean isDistributing;

  @Option(
      names = "--max-sessions",
      paramLabel = "N",
      description =
          "Sessions that all bundles may take together: scenarios times --parallel. Default: 256.")
  private Integer sessions;

  @Option(
      names = "--max-memory",
      paramLabel = "MB",
      description =
          "Weights that all bundles may take together, once for each session. Default: half of the machine's memory.")
  private Long memoryMegabytes;

  @Option(
      names = "--max-request",
      paramLabel = "MB",
      defaultValue = "8",
      description =
          "With --watch or --model-control: the largest request that a bundle may need. Default: ${DEFAULT-VALUE}.")
  private long requestMegabytes;

  boolean isWatching() {
    return watched != null;
  }

  /**
   * The features.
   *
   * @throws UsageException for a limit that makes no sense
   */
  EdgeFeatures features(Consumer<String> tell) {
    if (requestMegabytes < 1 || requestMegabytes > MOST_REQUEST_MEGABYTES) {
      throw new UsageException(
          "--max-request: expected 1 to %d MB, got %d"
              .formatted(MOST_REQUEST_MEGABYTES, requestMegabytes));
    }
    EdgeFeatures features =
        EdgeFeatures.none()
            .controlled(isControlled)
            .distributing(isDistributing)
            .withBudget(budget())
            .withRequestBytes((int) (requestMegabytes * MEGABYTE))
            .telling(tell);
    return watched == null ? features : features.watching(watched, PAUSE);
  }

  private Budget budget() {
    Budget budget = Budget.usual();
    budget = sessions == null ? budget : budget.withSessions(sessions);
    return memoryMegabytes == null
        ? budget
        : budget.withBytes(Math.multiplyExact(Math.min(memoryMegabytes, 1L << 40), MEGABYTE));
  }
}
