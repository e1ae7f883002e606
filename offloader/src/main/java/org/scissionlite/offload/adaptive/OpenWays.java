package org.scissionlite.offload.adaptive;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.scissionlite.offload.adaptive.decision.Way;
import org.scissionlite.offload.adaptive.decision.WayAccess;

/**
 * The ways whose slices are loaded: opened in the background when they are wanted, so many at a
 * time; for one more, the one that was used the longest ago is closed. Thread-safe.
 */
final class OpenWays implements WayAccess, AutoCloseable {
  private static final Logger LOG = System.getLogger(OpenWays.class.getName());

  /** After a way could not be opened, that is tried again after so long. */
  private static final long REST_NANOS = 30_000_000_000L;

  private static final long OPENING_SECONDS = 30;

  private final Function<Way, OpenWay> opening;
  private final int most;
  private final Map<Way, OpenWay> open = new HashMap<>();
  private final Map<Way, Long> broken = new HashMap<>();
  private final ExecutorService opener;
  private Optional<Way> underWay = Optional.empty();
  private boolean closed;

  /**
   * @param opening loads a way's slices
   * @param most how many ways with an edge may be open at a time, at least 2
   */
  OpenWays(Function<Way, OpenWay> opening, int most) {
    this.opening = opening;
    this.most = most;
    this.opener =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "device-opener");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Takes the first way, which is open already. */
  synchronized void keepFirst(OpenWay first) {
    open.put(first.way(), first);
  }

  @Override
  public synchronized boolean isReady(Way way) {
    OpenWay found = open.get(way);
    return found != null && found.canRun();
  }

  @Override
  public synchronized boolean canOpen(Way way) {
    Long since = broken.get(way);
    boolean rests = since != null && System.nanoTime() - since < REST_NANOS;
    return !closed && underWay.isEmpty() && !open.containsKey(way) && !rests;
  }

  @Override
  public synchronized void open(Way way, Way present) {
    if (!canOpen(way)) {
      return;
    }
    Optional<OpenWay> leaving = Optional.empty();
    if (!way.isAlone() && withEdge() >= most) {
      leaving = leastUsed(present);
      if (leaving.isEmpty()) {
        return;
      }
      open.remove(leaving.get().way());
    }
    underWay = Optional.of(way);
    Optional<OpenWay> former = leaving;
    opener.execute(() -> replace(former, way));
  }

  private long withEdge() {
    return open.keySet().stream().filter(way -> !way.isAlone()).count();
  }

  private Optional<OpenWay> leastUsed(Way present) {
    return open.values().stream()
        .filter(each -> each.isIdle() && !each.way().isAlone() && !each.way().equals(present))
        .min(Comparator.comparingLong(OpenWay::usedNanos));
  }

  private void replace(Optional<OpenWay> former, Way way) {
    Optional<OpenWay> opened = Optional.empty();
    try {
      former.ifPresent(OpenWay::close);
      opened = Optional.of(opening.apply(way));
    } catch (RuntimeException e) {
      LOG.log(Logger.Level.WARNING, "%s is not used: %s".formatted(way.name(), e.getMessage()));
    }
    keep(way, opened);
  }

  private void keep(Way way, Optional<OpenWay> opened) {
    boolean late;
    synchronized (this) {
      underWay = Optional.empty();
      late = closed;
      if (opened.isEmpty()) {
        broken.put(way, System.nanoTime());
      } else if (!late) {
        open.put(way, opened.get());
      }
    }
    if (late) {
      opened.ifPresent(OpenWay::close);
    }
  }

  @Override
  public synchronized void begin(Way way) {
    OpenWay found = open.get(way);
    if (found != null) {
      found.begin();
    }
  }

  /** A way that an image has begun; empty if this is closed. */
  synchronized Optional<OpenWay> get(Way way) {
    return closed ? Optional.empty() : Optional.ofNullable(open.get(way));
  }

  /** Whether an open way has no edge, as that runs another bundle. */
  synchronized boolean meetOtherBundle() {
    return open.values().stream().anyMatch(OpenWay::meetsOtherBundle);
  }

  /** An image has ended. */
  synchronized void end(OpenWay way) {
    way.end();
    notifyAll();
  }

  /** Lets no further image in, and waits until those on their way have ended or for so long. */
  synchronized void awaitImages(Duration patience) throws InterruptedException {
    closed = true;
    long end = System.nanoTime() + patience.toNanos();
    for (long left = end - System.nanoTime();
        left > 0 && !open.values().stream().allMatch(OpenWay::isIdle);
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Frees all, but the way alone if its image has not ended; one being opened is awaited. */
  @Override
  public void close() {
    opener.shutdown();
    Set<OpenWay> left;
    synchronized (this) {
      closed = true;
      left = new HashSet<>(open.values());
      left.removeIf(each -> each.way().isAlone() && !each.isIdle());
      open.clear();
    }
    left.forEach(OpenWay::close);
    awaitOpener();
  }

  private void awaitOpener() {
    try {
      boolean unused = opener.awaitTermination(OPENING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
