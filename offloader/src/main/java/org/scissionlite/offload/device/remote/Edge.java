package org.scissionlite.offload.device.remote;

import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.scissionlite.offload.connection.EdgeErrors;
import org.scissionlite.offload.connection.EdgeFailure;
import org.scissionlite.offload.device.timing.Backoff;
import org.scissionlite.offload.device.timing.RunningTime;
import org.scissionlite.protocol.ServerMetadataResponse;

/**
 * One edge as the device sees it: well, or at rest after a failure. One at rest is asked nothing
 * but, in the background and over a new connection, whether it is well again: no image pays for the
 * answer, and a connection that a cut link has silenced is not waited for. Thread-safe.
 */
public final class Edge implements AutoCloseable {
  private static final int MOST_TITLE = 60;
  private static final Duration PROBE = Duration.ofSeconds(5);
  private static final Backoff BACKOFF =
      new Backoff(
          Duration.ofMillis(50),
          Duration.ofSeconds(5),
          () -> ThreadLocalRandom.current().nextDouble());

  private final String name;
  private final EdgeContract contract;
  private final ScheduledExecutorService timer;
  private final Runnable changed;
  private final RequestWriter writer;
  private final EdgeLine line;
  private final RunningTime answering = new RunningTime();
  private Optional<EdgeModel> model = Optional.empty();
  private EdgeFailure failure;
  private int failures;
  private boolean closed;

  /**
   * An edge that was not asked anything yet.
   *
   * @param timer on which it is probed
   * @param changed is called after it has become well or has begun to rest
   */
  Edge(
      InetSocketAddress address,
      EdgeContract contract,
      ConnectionSettings settings,
      ScheduledExecutorService timer,
      Runnable changed) {
    this.name = address.getHostString() + ":" + address.getPort();
    this.contract = contract;
    this.timer = timer;
    this.changed = changed;
    this.writer = new RequestWriter(contract);
    this.line = new EdgeLine(address, settings);
    this.failure =
        new EdgeFailure(EdgeFailure.Kind.NOT_ASKED, "edge %s was not asked yet".formatted(name));
  }

  /** Host and port. */
  public String name() {
    return name;
  }

  /** Whether it is asked. */
  public synchronized boolean isWell() {
    return model.isPresent();
  }

  /** Why it rests, or rested last. */
  public synchronized EdgeFailure failure() {
    return failure;
  }

  /** Whether it says from which bundle its slices are; other servers, such as Triton, do not. */
  synchronized boolean tellsBundle() {
    return model.map(EdgeModel::tellsBundle).orElse(true);
  }

  /** What the user should know of another server. */
  synchronized String note() {
    String server = model.map(EdgeModel::server).orElse("");
    String title = server.isEmpty() ? "" : " is " + server + ", which";
    String codecs =
        contract.needsCodecs()
            ? "; it has no codecs of ours, so plain tensors are sent, compressed with gzip"
            : "";
    return "edge %s%s does not tell its bundle; only names, types and shapes were compared%s"
        .formatted(name, title, codecs);
  }

  /** Asks it for the first time what it serves; after that it is well, or rests. */
  CompletableFuture<Void> greet(Duration deadline) {
    EdgeConnection first = line.current();
    return describe(first, deadline)
        .handle(
            (found, error) -> {
              if (error == null) {
                isWellOn(first, found);
              } else {
                rests(failureOf(error, deadline));
              }
              return null;
            });
  }

  /** Not all servers know the bundle's id as a version, so it is named only to those that do. */
  private CompletableFuture<EdgeModel> describe(EdgeConnection connection, Duration deadline) {
    return connection
        .describe(contract.model(), "", deadline)
        .thenCompose(
            found ->
                contract.isServedBeside(found)
                    ? connection.describe(contract.model(), contract.bundleId(), deadline)
                    : CompletableFuture.completedFuture(found))
        .thenApply(found -> contract.check(found, name))
        .thenCompose(found -> named(found, connection, deadline));
  }

  /** Another server is asked what it calls itself; one that does not tell is taken, too. */
  private static CompletableFuture<EdgeModel> named(
      EdgeModel found, EdgeConnection connection, Duration deadline) {
    return found.tellsBundle()
        ? CompletableFuture.completedFuture(found)
        : connection
            .server(deadline)
            .handle((server, error) -> error == null ? found.of(title(server)) : found);
  }

  private static String title(ServerMetadataResponse server) {
    String title =
        (server.getName() + " " + server.getVersion()).replaceAll("\\p{Cntrl}", " ").strip();
    return title.substring(0, Math.min(MOST_TITLE, title.length()));
  }

  EdgeFailure failureOf(Throwable error, Duration waited) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    if (cause instanceof StatusRuntimeException status) {
      cause = EdgeErrors.of(status, name, waited.toMillis());
    }
    return cause instanceof EdgeFailure found
        ? found
        : new EdgeFailure(
            EdgeFailure.Kind.AWAY, "edge %s failed: %s".formatted(name, cause.getMessage()), cause);
  }

  private void isWellOn(EdgeConnection proved, EdgeModel found) {
    synchronized (this) {
      if (closed) {
        proved.abort();
        return;
      }
      model = Optional.of(found);
      if (!proved.equals(line.current())) {
        line.replace(proved);
      }
    }
    changed.run();
  }

  private void rests(EdgeFailure why) {
    synchronized (this) {
      rest(why);
    }
    changed.run();
  }

  private void rest(EdgeFailure why) {
    if (closed) {
      return;
    }
    model = Optional.empty();
    failure = why;
    failures++;
    var unused =
        timer.schedule(this::probe, BACKOFF.after(failures).toNanos(), TimeUnit.NANOSECONDS);
  }

  private void probe() {
    try {
      beginProbe();
    } catch (Throwable e) {
      rests(failureOf(e, PROBE));
    }
  }

  private void beginProbe() {
    EdgeConnection fresh;
    synchronized (this) {
      if (closed) {
        return;
      }
      fresh = line.another();
    }
    var unused =
        describe(fresh, PROBE)
            .whenComplete(
                (found, error) -> {
                  if (error == null) {
                    isWellOn(fresh, found);
                  } else {
                    fresh.abort();
                    rests(failureOf(error, PROBE));
                  }
                });
  }

  /**
   * Sends a request.
   *
   * @param left how long its answer may take
   * @return empty if the edge rests
   */
  public Optional<EdgeCall> ask(WireRequest request, Duration left) {
    Optional<EdgeModel> known = known();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    EdgeRequest fit = writer.requestTo(known.get(), request);
    EdgeConnection via;
    synchronized (this) {
      if (closed || model.isEmpty()) {
        return Optional.empty();
      }
      via = line.take(WireRequest.payloadBytes(fit.message()));
    }
    return Optional.of(EdgeCall.send(this, via, known.get(), fit, left));
  }

  private synchronized Optional<EdgeModel> known() {
    return model;
  }

  /** With less time than this there is no point in asking it; 0 where it has not answered yet. */
  public Duration least() {
    return Duration.ofNanos(answering.meanNanos() / 2);
  }

  /** The name of the slice that it runs. */
  public String modelName() {
    return contract.model();
  }

  /** A call has ended, however it did. */
  synchronized void ended() {
    line.ended();
  }

  /** A call was answered after this time. */
  void answered(long nanos) {
    answering.took(nanos);
    synchronized (this) {
      failures = 0;
    }
  }

  /** How long hardly any of its answers takes; 0 where there was none. */
  long usualNanos() {
    return answering.mostNanos();
  }

  /**
   * A call failed; the edge rests, unless it does already or was asked over another connection
   * since.
   */
  void failed(EdgeConnection via, EdgeFailure why) {
    synchronized (this) {
      if (model.isEmpty() || !via.equals(line.current())) {
        return;
      }
      rest(why);
    }
    changed.run();
  }

  /** Ends the connection, and all calls on it; a second call does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    model = Optional.empty();
    line.abort();
  }
}
