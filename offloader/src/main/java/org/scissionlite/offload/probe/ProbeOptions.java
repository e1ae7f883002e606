package org.scissionlite.offload.probe;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.security.EdgeAccess;

/**
 * How a link is probed.
 *
 * @param edge address and port of the edge
 * @param mostBytes that may cross the link, both ways together, headers included; 500,000 or more
 * @param patience how long one call may take
 * @param access how the edge is entered
 */
public record ProbeOptions(
    InetSocketAddress edge, long mostBytes, Duration patience, EdgeAccess access) {
  /** Below this nothing can be told of a bandwidth. */
  public static final long LEAST_BYTES = 500_000;

  /** What a probe may send unless it is told otherwise. */
  public static final long DEFAULT_BYTES = 8_000_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  public ProbeOptions {
    if (edge.getPort() == 0) {
      throw new UsageException(
          "edge '%s': the port is missing; give HOST:PORT".formatted(edge.getHostString()));
    }
    if (mostBytes < LEAST_BYTES) {
      throw new UsageException(
          "expected at least %d bytes to probe a link with, got %d"
              .formatted(LEAST_BYTES, mostBytes));
    }
  }

  /**
   * At most 8 MB, and 10 s a call: the first one of a process may take seconds on a weak device.
   */
  public static ProbeOptions of(InetSocketAddress edge) {
    return new ProbeOptions(edge, DEFAULT_BYTES, PATIENCE, EdgeAccess.plain());
  }

  public ProbeOptions withMostBytes(long value) {
    return new ProbeOptions(edge, value, patience, access);
  }

  public ProbeOptions withPatience(Duration value) {
    return new ProbeOptions(edge, mostBytes, value, access);
  }

  public ProbeOptions withAccess(EdgeAccess value) {
    return new ProbeOptions(edge, mostBytes, patience, value);
  }

  /** Host and port of the edge, for messages. */
  String edgeName() {
    return edge.getHostString() + ":" + edge.getPort();
  }
}
