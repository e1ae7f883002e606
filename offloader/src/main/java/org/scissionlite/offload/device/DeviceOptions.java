package org.scissionlite.offload.device;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.security.EdgeAccess;

/**
 * How a device runs a bundle.
 *
 * @param edges address and port of each edge, in order of preference; a name is looked up on every
 *     connection
 * @param scenario name of the bundle's scenario; empty for the default one
 * @param threads how many threads one operator may use
 * @param deadline how long after its arrival an image may be answered; what the local answer needs
 *     is kept back from it
 * @param answerLocally whether the device answers when no edge does, with the edge slice or the
 *     whole model, as the bundle has them
 * @param inFlight how many images may be on their way at a time
 * @param keepAlive how long nothing may come from the edge before the device asks whether the
 *     connection still stands, also while there is no request; at least 10 s. It keeps the entries
 *     of address translators on the way, and finds a dead connection before a request does
 * @param congestionControl how TCP sends to the edge
 * @param step of the scenario's dial, from 0, the finest; 0 where it has none
 * @param access how it enters the edges
 * @param changes takes one line whenever another edge is asked, or none, and why; called on threads
 *     of the runtime, one at a time
 */
public record DeviceOptions(
    List<InetSocketAddress> edges,
    String scenario,
    int threads,
    Duration deadline,
    boolean answerLocally,
    int inFlight,
    Duration keepAlive,
    CongestionControl congestionControl,
    int step,
    EdgeAccess access,
    Consumer<String> changes) {
  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(5);
  private static final int DEFAULT_IN_FLIGHT = 8;
  private static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(20);
  private static final Duration LEAST_KEEP_ALIVE = Duration.ofSeconds(10);

  public DeviceOptions {
    edges = List.copyOf(edges);
    if (edges.isEmpty()) {
      throw new UsageException("expected at least one edge; give HOST:PORT");
    }
    edges.forEach(DeviceOptions::requirePort);
    if (threads < 1) {
      throw new UsageException("expected at least 1 thread, got " + threads);
    }
    if (deadline.compareTo(Duration.ofMillis(1)) < 0) {
      throw new UsageException(
          "expected a deadline of at least 1 ms, got %d ns".formatted(deadline.toNanos()));
    }
    if (inFlight < 1) {
      throw new UsageException("expected at least 1 image on its way, got " + inFlight);
    }
    if (keepAlive.compareTo(LEAST_KEEP_ALIVE) < 0) {
      throw new UsageException(
          "expected a keep-alive time of at least %d s, got %d ms"
              .formatted(LEAST_KEEP_ALIVE.toSeconds(), keepAlive.toMillis()));
    }
  }

  private static void requirePort(InetSocketAddress edge) {
    if (edge.getPort() == 0) {
      throw new UsageException(
          "edge '%s': the port is missing; give HOST:PORT".formatted(edge.getHostString()));
    }
  }

  /** The default scenario on all processors, within 5 s, with local answers, 8 images at a time. */
  public static DeviceOptions sendingTo(InetSocketAddress edge) {
    return sendingTo(List.of(edge));
  }

  /** The same with several edges, in order of preference. */
  public static DeviceOptions sendingTo(List<InetSocketAddress> edges) {
    return new DeviceOptions(
        edges,
        "",
        Runtime.getRuntime().availableProcessors(),
        DEFAULT_DEADLINE,
        true,
        DEFAULT_IN_FLIGHT,
        DEFAULT_KEEP_ALIVE,
        CongestionControl.AUTO,
        0,
        EdgeAccess.plain(),
        change -> {});
  }

  public DeviceOptions withScenario(String value) {
    return with(parts -> parts.scenario = value);
  }

  public DeviceOptions withThreads(int value) {
    return with(parts -> parts.threads = value);
  }

  public DeviceOptions withDeadline(Duration value) {
    return with(parts -> parts.deadline = value);
  }

  /** An error instead of a local answer when no edge gives one. */
  public DeviceOptions withoutLocalAnswers() {
    return with(parts -> parts.answerLocally = false);
  }

  public DeviceOptions withInFlight(int value) {
    return with(parts -> parts.inFlight = value);
  }

  public DeviceOptions withKeepAlive(Duration value) {
    return with(parts -> parts.keepAlive = value);
  }

  public DeviceOptions withCongestionControl(CongestionControl value) {
    return with(parts -> parts.congestionControl = value);
  }

  public DeviceOptions withStep(int value) {
    return with(parts -> parts.step = value);
  }

  public DeviceOptions withAccess(EdgeAccess value) {
    return with(parts -> parts.access = value);
  }

  public DeviceOptions withChanges(Consumer<String> value) {
    return with(parts -> parts.changes = value);
  }

  private DeviceOptions with(Consumer<Parts> change) {
    Parts parts = new Parts(this);
    change.accept(parts);
    return parts.options();
  }

  /** All of them, of which one is changed. */
  private static final class Parts {
    private List<InetSocketAddress> edges;
    private String scenario;
    private int threads;
    private Duration deadline;
    private boolean answerLocally;
    private int inFlight;
    private Duration keepAlive;
    private CongestionControl congestionControl;
    private int step;
    private EdgeAccess access;
    private Consumer<String> changes;

    Parts(DeviceOptions options) {
      this.edges = options.edges();
      this.scenario = options.scenario();
      this.threads = options.threads();
      this.deadline = options.deadline();
      this.answerLocally = options.answerLocally();
      this.inFlight = options.inFlight();
      this.keepAlive = options.keepAlive();
      this.congestionControl = options.congestionControl();
      this.step = options.step();
      this.access = options.access();
      this.changes = options.changes();
    }

    DeviceOptions options() {
      return new DeviceOptions(
          edges,
          scenario,
          threads,
          deadline,
          answerLocally,
          inFlight,
          keepAlive,
          congestionControl,
          step,
          access,
          changes);
    }
  }
}
