package org.scissionlite.offload.edge.registry;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.scissionlite.engine.Closer;

/**
 * The sessions of one edge slice: as many as runs can go on at a time, all opened at once, so that
 * none of them can come from a file that has changed since.
 */
final class SessionPool implements AutoCloseable {
  private final int size;
  private final BlockingQueue<BatchSession> free;
  private final Closer closer;

  private SessionPool(int size, Closer closer) {
    this.size = size;
    this.free = new ArrayBlockingQueue<>(size);
    this.closer = closer;
  }

  /**
   * Opens the sessions.
   *
   * @param size how many callers may hold a session at a time
   */
  static SessionPool open(int size, Supplier<BatchSession> opening) {
    return Closer.build(
        closer -> {
          SessionPool pool = new SessionPool(size, closer);
          for (int i = 0; i < size; i++) {
            pool.release(closer.own(opening.get()));
          }
          return pool;
        });
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /**
   * A session for the caller alone, until it is released.
   *
   * @throws IllegalStateException if more callers want one than there are sessions
   */
  BatchSession acquire() {
    BatchSession session = free.poll();
    if (session == null) {
      throw new IllegalStateException("more runs go on than there are sessions");
    }
    return session;
  }

  void release(BatchSession session) {
    free.add(session);
  }

  @Override
  public void close() {
    closer.close();
  }
}
