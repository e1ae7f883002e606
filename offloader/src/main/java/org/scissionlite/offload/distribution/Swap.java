package org.scissionlite.offload.distribution;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.scissionlite.error.ScissionLiteException;

/**
 * Something in use that can be replaced while it is: whoever uses the old one goes on with it, and
 * it is closed after the last use of it, on a thread of its own.
 */
public final class Swap<R extends AutoCloseable> implements AutoCloseable {
  private Holder<R> current;
  private boolean closed;

  /** In use from now on, and owned. */
  public Swap(R first) {
    current = new Holder<>(first);
  }

  /** A value and who holds it: the swap itself, and each use. */
  private static final class Holder<R extends AutoCloseable> {
    private final R value;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private int holders = 1;

    Holder(R value) {
      this.value = value;
    }

    synchronized void hold() {
      holders++;
    }

    void release() {
      synchronized (this) {
        holders--;
        if (holders > 0) {
          return;
        }
      }
      Thread closer = new Thread(this::close, "swap-closer");
      closer.setDaemon(true);
      closer.start();
    }

    private void close() {
      try {
        value.close();
        end.complete(null);
      } catch (Exception e) {
        end.completeExceptionally(e);
      }
    }
  }

  /** One use of the value; the value stays open until it is closed. */
  public static final class Use<R extends AutoCloseable> implements AutoCloseable {
    private final Holder<R> holder;
    private boolean over;

    private Use(Holder<R> holder) {
      this.holder = holder;
    }

    public R value() {
      return holder.value;
    }

    /** Ends the use; a second call does nothing. */
    @Override
    public synchronized void close() {
      if (!over) {
        over = true;
        holder.release();
      }
    }
  }

  /**
   * Begins a use of what is current now.
   *
   * @throws ScissionLiteException if it was closed
   */
  public synchronized Use<R> use() {
    if (closed) {
      throw new ScissionLiteException("this runtime is closed; open another one");
    }
    current.hold();
    return new Use<>(current);
  }

  /**
   * Asks what is current now for something that comes later; until then, that is in use.
   *
   * @throws ScissionLiteException if it was closed
   */
  public <T> CompletableFuture<T> submit(Function<R, CompletableFuture<T>> question) {
    Use<R> use = use();
    try {
      return question.apply(use.value()).whenComplete((answer, failure) -> use.close());
    } catch (Throwable e) {
      use.close();
      throw e;
    }
  }

  /**
   * Uses another value from now on, and owns it.
   *
   * @return done when the old one is closed
   */
  public CompletableFuture<Void> replace(R next) {
    Holder<R> old;
    synchronized (this) {
      old = closed ? new Holder<>(next) : current;
      if (!closed) {
        current = new Holder<>(next);
      }
    }
    old.release();
    return old.end;
  }

  /** Waits for the last use, and closes what is current; a second call does nothing. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    current.release();
    try {
      current.end.join();
    } catch (java.util.concurrent.CompletionException e) {
      throw new ScissionLiteException("cannot close: " + e.getCause().getMessage(), e);
    }
  }
}
