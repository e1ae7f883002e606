package org.scissionlite.offload.edge;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.security.EdgeGate;

/**
 * How an edge server runs.
 *
 * @param listen address and port; port 0 takes a free one
 * @param threads how many threads one operator may use
 * @param parallel how many requests are executed at a time; each needs a session of its own, and
 *     all are opened at the start
 * @param queue how many further requests may wait; the next is refused with RESOURCE_EXHAUSTED
 * @param grace how long {@link EdgeServer#close} waits for requests in progress
 * @param limits what it bears from those who connect
 * @param gate who may enter
 */
public record EdgeOptions(
    InetSocketAddress listen,
    int threads,
    int parallel,
    int queue,
    Duration grace,
    ConnectionLimits limits,
    EdgeGate gate) {
  private static final int DEFAULT_QUEUE = 64;

  public EdgeOptions {
    if (listen.isUnresolved()) {
      throw new UsageException(
          "cannot listen on '%s': the host name is unknown".formatted(listen.getHostString()));
    }
    requireAtLeastOne("threads", threads);
    requireAtLeastOne("parallel requests", parallel);
    requireAtLeastOne("places in the queue", queue);
    if (grace.isNegative()) {
      throw new UsageException("expected a grace period of 0 s or more, got " + grace);
    }
  }

  private static void requireAtLeastOne(String what, int value) {
    if (value < 1) {
      throw new UsageException("expected at least 1 for %s, got %d".formatted(what, value));
    }
  }

  /** One request at a time on all processors, 64 waiting; in the clear, for this machine alone. */
  public static EdgeOptions listeningOn(InetSocketAddress listen) {
    return new EdgeOptions(
        listen,
        Runtime.getRuntime().availableProcessors(),
        1,
        DEFAULT_QUEUE,
        Duration.ofSeconds(5),
        ConnectionLimits.DEFAULT,
        EdgeGate.local());
  }

  public EdgeOptions withThreads(int value) {
    return new EdgeOptions(listen, value, parallel, queue, grace, limits, gate);
  }

  public EdgeOptions withParallel(int value) {
    return new EdgeOptions(listen, threads, value, queue, grace, limits, gate);
  }

  public EdgeOptions withQueue(int value) {
    return new EdgeOptions(listen, threads, parallel, value, grace, limits, gate);
  }

  public EdgeOptions withGrace(Duration value) {
    return new EdgeOptions(listen, threads, parallel, queue, value, limits, gate);
  }

  public EdgeOptions withLimits(ConnectionLimits value) {
    return new EdgeOptions(listen, threads, parallel, queue, grace, value, gate);
  }

  public EdgeOptions withGate(EdgeGate value) {
    return new EdgeOptions(listen, threads, parallel, queue, grace, limits, value);
  }
}
