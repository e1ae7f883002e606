package org.scissionlite.offload.adaptive;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.link.Message;
import org.scissionlite.offload.probe.ProbeConnection;
import org.scissionlite.offload.probe.ProbeOptions;
import org.scissionlite.offload.security.EdgeAccess;

/**
 * Sends the probes that are asked for over a connection of its own, one after another, as long as
 * images come: a device that has nothing to do sends nothing.
 */
final class LinkWatch implements AutoCloseable {
  /** What is told of the link, and what it is asked for. */
  interface Listener {
    /** Some milliseconds have passed. */
    void passed();

    /** The bytes of the probe to send now, if any; not asked while one is on its way. */
    OptionalInt probe();

    /** A probe took so long. */
    void probed(int bytes, long nanos);

    /** A probe got no answer. */
    void lost();
  }

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long LOOK_NANOS = 10_000_000;
  private static final long IDLE_NANOS = 2_000_000_000;
  private static final int REPLY = 1;

  /** What a connection that was silent sends at once. */
  private static final int WINDOW = 14_000;

  private static final int OPENING = 12_000;

  private final Supplier<InetSocketAddress> edge;
  private final EdgeAccess access;
  private final Listener listener;
  private final Thread thread;
  private final ExecutorService prober;
  private Optional<Connected> connected = Optional.empty();
  private volatile long imageNanos = System.nanoTime();
  private volatile boolean underWay;
  private volatile boolean closed;

  private record Connected(InetSocketAddress edge, ProbeConnection connection) {}

  /**
   * Begins to watch.
   *
   * @param edge the one that is asked at present
   * @param access how it is entered
   */
  LinkWatch(Supplier<InetSocketAddress> edge, EdgeAccess access, Listener listener) {
    this.edge = edge;
    this.access = access;
    this.listener = listener;
    this.prober = Executors.newSingleThreadExecutor(work -> daemon(work, "device-link-probe"));
    this.thread = daemon(this::watch, "device-link-watch");
    thread.start();
  }

  /** An image came. */
  void imageCame() {
    boolean slept = System.nanoTime() - imageNanos > IDLE_NANOS;
    imageNanos = System.nanoTime();
    if (slept) {
      LockSupport.unpark(thread);
    }
  }

  private void watch() {
    while (!closed) {
      if (System.nanoTime() - imageNanos > IDLE_NANOS) {
        LockSupport.park(this);
        continue;
      }
      listener.passed();
      if (!underWay) {
        listener.probe().ifPresent(this::begin);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** A probe that is not answered must not keep the time from passing. */
  private void begin(int bytes) {
    underWay = true;
    try {
      prober.execute(
          () -> {
            try {
              send(bytes);
            } finally {
              underWay = false;
            }
          });
    } catch (RejectedExecutionException e) {
      // It was closed meanwhile.
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private void send(int bytes) {
    try {
      ProbeConnection connection = connection();
      if (bytes > WINDOW) {
        var unused = connection.send(new Message(OPENING, REPLY));
      }
      double millis = connection.send(new Message(bytes, REPLY)).millis();
      listener.probed(bytes, Math.round(millis * 1e6));
    } catch (ScissionLiteException e) {
      disconnect();
      if (!closed) {
        listener.lost();
      }
    }
  }

  /** A new one after each failure: one that a cut link has silenced is not waited for. */
  private ProbeConnection connection() {
    InetSocketAddress asked = edge.get();
    if (connected.isPresent() && !connected.get().edge().equals(asked)) {
      disconnect();
    }
    if (connected.isEmpty()) {
      ProbeOptions options = ProbeOptions.of(asked).withPatience(PATIENCE).withAccess(access);
      connected = Optional.of(new Connected(asked, ProbeConnection.open(options)));
    }
    return connected.get().connection();
  }

  private void disconnect() {
    connected.ifPresent(each -> each.connection().close());
    connected = Optional.empty();
  }

  /** Sends no further probe; one that is on its way is given up in the background. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    prober.execute(this::disconnect);
    prober.shutdown();
  }
}
