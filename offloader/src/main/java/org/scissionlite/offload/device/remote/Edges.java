package org.scissionlite.offload.device.remote;

import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.scissionlite.offload.connection.EdgeErrors;
import org.scissionlite.offload.connection.EdgeFailure;

/**
 * The edges of a device in order of preference: the first that is well is asked. Tells each change
 * of that once. Thread-safe.
 */
public final class Edges implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Edges.class.getName());

  private final List<Edge> edges;
  private final String meanwhile;
  private final Consumer<String> changes;
  private final Set<Runnable> waiting = new LinkedHashSet<>();
  private Optional<Edge> asked = Optional.empty();
  private long awaySince = System.nanoTime();
  private boolean greeted;

  /**
   * Edges that were not asked anything yet.
   *
   * @param addresses in order of preference; at least one
   * @param timer on which those at rest are probed
   * @param meanwhile what happens while none is well, for messages; may be empty
   * @param changes takes one line for each change
   */
  public Edges(
      List<InetSocketAddress> addresses,
      EdgeContract contract,
      ConnectionSettings settings,
      ScheduledExecutorService timer,
      String meanwhile,
      Consumer<String> changes) {
    this.edges =
        addresses.stream()
            .map(each -> new Edge(each, contract, settings, timer, this::changed))
            .toList();
    this.meanwhile = meanwhile;
    this.changes = changes;
  }

  /**
   * Asks all of them for the first time what they serve, and waits until they have answered or the
   * time is over; tells what the user should know.
   *
   * @throws org.scissionlite.error.ScissionLiteException if the thread is interrupted
   */
  public void greet(Duration deadline) {
    try {
      CompletableFuture.allOf(
              edges.stream().map(edge -> edge.greet(deadline)).toArray(CompletableFuture[]::new))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EdgeErrors.interrupted(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    synchronized (this) {
      greeted = true;
      asked = best();
      note().ifPresent(this::tell);
    }
  }

  /** The one to ask now, if one is well. */
  public Optional<Edge> best() {
    return edges.stream().filter(Edge::isWell).findFirst();
  }

  /** Whether the one to ask now has the bundle's codecs, as edges of ours do. */
  public boolean haveCodecs() {
    return best().map(Edge::tellsBundle).orElse(true);
  }

  /** Host and port of the preferred one. */
  public String name() {
    return edges.get(0).name();
  }

  /** For how long none has been well; zero if one is. */
  public Duration away() {
    synchronized (this) {
      return best().isPresent() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - awaySince);
    }
  }

  /** Why the preferred one rests, or rested last. */
  public EdgeFailure failure() {
    return edges.get(0).failure();
  }

  /** Whether none is well, and one of them because it runs another bundle. */
  public boolean meetOtherBundle() {
    return best().isEmpty()
        && edges.stream().anyMatch(edge -> edge.failure().kind() == EdgeFailure.Kind.OTHER_BUNDLE);
  }

  /** What the user should know about the edges as they are now, if anything. */
  public Optional<String> note() {
    Optional<Edge> best = best();
    if (best.isEmpty() || !best.get().equals(edges.get(0))) {
      return Optional.of(edges.get(0).failure().getMessage() + instead(best));
    }
    return best.filter(edge -> !edge.tellsBundle()).map(Edge::note);
  }

  private String instead(Optional<Edge> best) {
    return best.map(edge -> "; edge %s is asked meanwhile".formatted(edge.name()))
        .orElse(meanwhile.isEmpty() ? "" : "; " + meanwhile);
  }

  private void changed() {
    List<Runnable> resumed = List.of();
    synchronized (this) {
      Optional<Edge> before = asked;
      asked = best();
      if (before.isPresent() && asked.isEmpty()) {
        awaySince = System.nanoTime();
      }
      if (greeted && !asked.equals(before)) {
        tell(change(before));
      }
      if (asked.isPresent()) {
        resumed = List.copyOf(waiting);
        waiting.clear();
      }
    }
    resumed.forEach(Runnable::run);
  }

  /** A listener that fails must not keep an edge from being probed. */
  private void tell(String line) {
    try {
      changes.accept(line);
    } catch (RuntimeException e) {
      LOG.log(Logger.Level.WARNING, "who is told about edges failed: " + e);
    }
  }

  private String change(Optional<Edge> before) {
    boolean better =
        asked.isPresent()
            && (before.isEmpty() || edges.indexOf(asked.get()) < edges.indexOf(before.get()));
    return better
        ? "edge %s is well again".formatted(asked.get().name())
        : before.orElseThrow().failure().getMessage() + instead(asked);
  }

  /** Calls back once when one is well, which it may be already. */
  public void whenWell(Runnable resume) {
    synchronized (this) {
      waiting.add(resume);
    }
    if (best().isPresent() && forget(resume)) {
      resume.run();
    }
  }

  /** Does not call back any more; whether it would have. */
  public synchronized boolean forget(Runnable resume) {
    return waiting.remove(resume);
  }

  /** Ends all connections, and all calls on them; a second call does nothing. */
  @Override
  public void close() {
    new ArrayList<>(edges).forEach(Edge::close);
  }
}
