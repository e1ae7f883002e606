package org.scissionlite.cli.offload.work;

import java.time.Duration;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.edge.EdgeWork;
import picocli.CommandLine.Option;

/** How an edge executes the requests of many devices. */
public final class WorkOptions {
  private static final double NANOS = 1e6;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads for one run of a model. Default: all processors.")
  private Integer threads;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "Runs of models that go on at the same time. Default: ${DEFAULT-VALUE}.")
  private int parallel;

  @Option(
      names = "--instances",
      paramLabel = "N",
      description =
          "How many of them may be of one model; each takes memory for its weights. Default: as --parallel.")
  private Integer instances;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Requests for one model that are answered by one run, at most; a model for which that would change answers "
              + "has a run for each, and it is said so at the start. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--batch-delay",
      paramLabel = "MS",
      defaultValue = "0",
      description =
          "How long a request that could be run waits for others, in milliseconds; 0 takes those that wait already. "
              + "Default: ${DEFAULT-VALUE}.")
  private double delayMillis;

  @Option(
      names = "--queue",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "Requests that may wait; a further one is refused, or takes the place of one of a device that has more. "
              + "Default: ${DEFAULT-VALUE}.")
  private int queue;

  /**
   * What is wished.
   *
   * @throws org.scissionlite.error.UsageException for numbers that make no sense
   */
  public EdgeWork work() {
    if (Double.isNaN(delayMillis)) {
      throw new UsageException("--batch-delay: expected milliseconds, got NaN");
    }
    EdgeWork usual = EdgeWork.usual();
    return new EdgeWork(
        threads == null ? usual.threads() : threads,
        parallel,
        instances == null ? parallel : instances,
        batch,
        Duration.ofNanos(Math.round(delayMillis * NANOS)),
        queue);
  }
}
