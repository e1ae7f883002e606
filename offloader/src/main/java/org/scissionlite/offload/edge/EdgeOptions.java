package org.scissionlite.offload.edge;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.security.EdgeGate;

/**
 * How an edge server runs.
 *
 * @param listen address and port; port 0 takes a free one
 * @param work how requests are executed
 * @param grace how long {@link EdgeServer#close} waits for requests in progress
 * @param limits what it bears from those who connect
 * @param gate who may enter
 */
public record EdgeOptions(
    InetSocketAddress listen,
    EdgeWork work,
    Duration grace,
    ConnectionLimits limits,
    EdgeGate gate) {
  public EdgeOptions {
    if (listen.isUnresolved()) {
      throw new UsageException(
          "cannot listen on '%s': the host name is unknown".formatted(listen.getHostString()));
    }
    if (grace.isNegative()) {
      throw new UsageException("expected a grace period of 0 s or more, got " + grace);
    }
  }

  /** One request at a time on all processors, 64 waiting; in the clear, for this machine alone. */
  public static EdgeOptions listeningOn(InetSocketAddress listen) {
    return new EdgeOptions(
        listen,
        EdgeWork.usual(),
        Duration.ofSeconds(5),
        ConnectionLimits.DEFAULT,
        EdgeGate.local());
  }

  public EdgeOptions withWork(EdgeWork value) {
    return new EdgeOptions(listen, value, grace, limits, gate);
  }

  public EdgeOptions withThreads(int value) {
    return withWork(work.withThreads(value));
  }

  public EdgeOptions withParallel(int value) {
    return withWork(work.withParallel(value));
  }

  public EdgeOptions withQueue(int value) {
    return withWork(work.withQueue(value));
  }

  public EdgeOptions withGrace(Duration value) {
    return new EdgeOptions(listen, work, value, limits, gate);
  }

  public EdgeOptions withLimits(ConnectionLimits value) {
    return new EdgeOptions(listen, work, grace, value, gate);
  }

  public EdgeOptions withGate(EdgeGate value) {
    return new EdgeOptions(listen, work, grace, limits, value);
  }
}
