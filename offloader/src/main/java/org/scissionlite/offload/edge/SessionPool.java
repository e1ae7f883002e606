package org.scissionlite.offload.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.scissionlite.offload.wire.PinnedSession;

/**
 * The sessions of one edge slice: as many as requests can run at a time, the first opened at once,
 * the others when they are needed.
 */
final class SessionPool implements AutoCloseable {
  private final Supplier<PinnedSession> opening;
  private final BlockingQueue<PinnedSession> free;
  private final List<PinnedSession> all = new ArrayList<>();

  /**
   * Opens the first session.
   *
   * @param most how many callers may hold a session at a time
   */
  SessionPool(int most, Supplier<PinnedSession> opening) {
    this.opening = opening;
    this.free = new ArrayBlockingQueue<>(most);
    release(acquire());
  }

  /** A session for the caller alone, until it is released. */
  PinnedSession acquire() {
    PinnedSession session = free.poll();
    return session != null ? session : openAnother();
  }

  private synchronized PinnedSession openAnother() {
    PinnedSession session = opening.get();
    all.add(session);
    return session;
  }

  void release(PinnedSession session) {
    free.add(session);
  }

  @Override
  public synchronized void close() {
    all.forEach(PinnedSession::close);
  }
}
