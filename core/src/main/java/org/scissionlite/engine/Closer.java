package org.scissionlite.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.scissionlite.error.ScissionLiteException;

/**
 * The one owner of what is opened together, such as the sessions of a runtime: closes all of it,
 * the last opened first. Used by one thread at a time.
 */
public final class Closer implements AutoCloseable {
  private final Deque<AutoCloseable> owned = new ArrayDeque<>();

  /**
   * Builds something from what it opens on the way; if that fails, by whatever it may be, all that
   * was opened until then is closed.
   *
   * @param building gives what it opens to the closer, and may keep the closer to close it later
   */
  public static <T> T build(Function<Closer, T> building) {
    Closer closer = new Closer();
    try {
      return building.apply(closer);
    } catch (Throwable failure) {
      closer.closeAfter(failure);
      throw failure;
    }
  }

  private void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException | Error further) {
      failure.addSuppressed(further);
    }
  }

  /** Takes a resource over. */
  public <T extends AutoCloseable> T own(T resource) {
    owned.push(resource);
    return resource;
  }

  /**
   * Closes everything; a second call does nothing. A resource that fails to close does not keep the
   * others open.
   *
   * @throws ScissionLiteException the first failure, or what a resource threw if it was unchecked;
   *     the others are suppressed in it
   */
  @Override
  public void close() {
    Throwable first = null;
    while (!owned.isEmpty()) {
      try {
        owned.pop().close();
      } catch (Throwable failure) {
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    rethrow(first);
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure != null) {
      throw new ScissionLiteException("cannot close: " + failure.getMessage(), failure);
    }
  }
}
