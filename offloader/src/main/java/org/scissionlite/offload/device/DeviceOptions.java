package org.scissionlite.offload.device;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.scissionlite.error.UsageException;

/**
 * How a device runs a bundle.
 *
 * @param edge address and port of the edge; its name is looked up on every connection
 * @param scenario name of the bundle's scenario; empty for the default one
 * @param threads how many threads one operator may use
 * @param deadline how long a request may take; what the local answer needs is kept back from it
 * @param answerLocally whether the whole model, where the bundle has it, is loaded to answer when
 *     the edge does not
 */
public record DeviceOptions(
    InetSocketAddress edge,
    String scenario,
    int threads,
    Duration deadline,
    boolean answerLocally) {
  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(5);

  public DeviceOptions {
    if (edge.getPort() == 0) {
      throw new UsageException(
          "edge '%s': the port is missing; give HOST:PORT".formatted(edge.getHostString()));
    }
    if (threads < 1) {
      throw new UsageException("expected at least 1 thread, got " + threads);
    }
    if (deadline.compareTo(Duration.ofMillis(1)) < 0) {
      throw new UsageException(
          "expected a deadline of at least 1 ms, got %d ns".formatted(deadline.toNanos()));
    }
  }

  /** The default scenario on all processors, within 5 s, with local answers. */
  public static DeviceOptions sendingTo(InetSocketAddress edge) {
    return new DeviceOptions(
        edge, "", Runtime.getRuntime().availableProcessors(), DEFAULT_DEADLINE, true);
  }

  public DeviceOptions withScenario(String value) {
    return new DeviceOptions(edge, value, threads, deadline, answerLocally);
  }

  public DeviceOptions withThreads(int value) {
    return new DeviceOptions(edge, scenario, value, deadline, answerLocally);
  }

  public DeviceOptions withDeadline(Duration value) {
    return new DeviceOptions(edge, scenario, threads, value, answerLocally);
  }

  /** An error instead of a local answer when the edge gives none. */
  public DeviceOptions withoutLocalAnswers() {
    return new DeviceOptions(edge, scenario, threads, deadline, false);
  }

  /** Host and port of the edge, for messages. */
  String edgeName() {
    return edge.getHostString() + ":" + edge.getPort();
  }
}
