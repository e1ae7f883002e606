package org.scissionlite.cli.offload;

import java.time.Duration;
import org.scissionlite.offload.edge.ConnectionLimits;
import picocli.CommandLine.Option;

/** What an edge bears from those who connect to it. */
final class ConnectionOptions {
  @Option(
      names = "--max-connections",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Connections at a time; the next is closed at once. Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(
      names = "--max-connections-per-address",
      paramLabel = "N",
      description =
          "Connections of one address at a time, so that no machine takes the places of all others; of IPv6 the first 64 bits count. Give more where many devices come through one router or proxy. Default: a quarter of --max-connections.")
  private Integer perAddress;

  @Option(
      names = "--request-timeout",
      paramLabel = "S",
      defaultValue = "30",
      description =
          "Seconds that a request may take to arrive; after that it is refused. Default: ${DEFAULT-VALUE}.")
  private long requestSeconds;

  @Option(
      names = "--idle-timeout",
      paramLabel = "S",
      defaultValue = "900",
      description =
          "Seconds after which a connection without requests is closed; a device connects again by itself. Default: ${DEFAULT-VALUE}.")
  private long idleSeconds;

  @Option(
      names = "--max-age",
      paramLabel = "S",
      defaultValue = "86400",
      description =
          "Seconds after which a connection is renewed, its requests answered first. Default: ${DEFAULT-VALUE}.")
  private long ageSeconds;

  /**
   * The limits.
   *
   * @throws org.scissionlite.error.UsageException for one that is not positive
   */
  ConnectionLimits limits() {
    return new ConnectionLimits(
        connections,
        perAddress == null ? ConnectionLimits.shareOf(connections) : perAddress,
        Duration.ofSeconds(requestSeconds),
        Duration.ofSeconds(idleSeconds),
        Duration.ofSeconds(ageSeconds));
  }
}
