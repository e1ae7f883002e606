package org.scissionlite.offload.device;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.connection.CongestionControl;

/**
 * How a device runs a bundle.
 *
 * @param edge address and port of the edge; its name is looked up on every connection
 * @param scenario name of the bundle's scenario; empty for the default one
 * @param threads how many threads one operator may use
 * @param deadline how long a request may take; what the local answer needs is kept back from it
 * @param answerLocally whether the whole model, where the bundle has it, is loaded to answer when
 *     the edge does not
 * @param keepAlive how long nothing may come from the edge before the device asks whether the
 *     connection still stands, also while there is no request; at least 10 s. It keeps the entries
 *     of address translators on the way, and finds a dead connection before a request does
 * @param congestionControl how TCP sends to the edge
 */
public record DeviceOptions(
    InetSocketAddress edge,
    String scenario,
    int threads,
    Duration deadline,
    boolean answerLocally,
    Duration keepAlive,
    CongestionControl congestionControl) {
  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(5);
  private static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(20);
  private static final Duration LEAST_KEEP_ALIVE = Duration.ofSeconds(10);

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
    if (keepAlive.compareTo(LEAST_KEEP_ALIVE) < 0) {
      throw new UsageException(
          "expected a keep-alive time of at least %d s, got %d ms"
              .formatted(LEAST_KEEP_ALIVE.toSeconds(), keepAlive.toMillis()));
    }
  }

  /** The default scenario on all processors, within 5 s, with local answers. */
  public static DeviceOptions sendingTo(InetSocketAddress edge) {
    return new DeviceOptions(
        edge,
        "",
        Runtime.getRuntime().availableProcessors(),
        DEFAULT_DEADLINE,
        true,
        DEFAULT_KEEP_ALIVE,
        CongestionControl.AUTO);
  }

  public DeviceOptions withScenario(String value) {
    return new DeviceOptions(
        edge, value, threads, deadline, answerLocally, keepAlive, congestionControl);
  }

  public DeviceOptions withThreads(int value) {
    return new DeviceOptions(
        edge, scenario, value, deadline, answerLocally, keepAlive, congestionControl);
  }

  public DeviceOptions withDeadline(Duration value) {
    return new DeviceOptions(
        edge, scenario, threads, value, answerLocally, keepAlive, congestionControl);
  }

  /** An error instead of a local answer when the edge gives none. */
  public DeviceOptions withoutLocalAnswers() {
    return new DeviceOptions(
        edge, scenario, threads, deadline, false, keepAlive, congestionControl);
  }

  public DeviceOptions withKeepAlive(Duration value) {
    return new DeviceOptions(
        edge, scenario, threads, deadline, answerLocally, value, congestionControl);
  }

  public DeviceOptions withCongestionControl(CongestionControl value) {
    return new DeviceOptions(edge, scenario, threads, deadline, answerLocally, keepAlive, value);
  }

  /** Host and port of the edge, for messages. */
  String edgeName() {
    return edge.getHostString() + ":" + edge.getPort();
  }
}
