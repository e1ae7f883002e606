package org.scissionlite.trainer.libtorch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** Owns native resources: closes all of them, the last one first, whatever happens on the way. */
public final class NativeOwner implements AutoCloseable {
  private final Deque<AutoCloseable> owned = new ArrayDeque<>();

  private NativeOwner() {}

  /**
   * Builds a value whose parts an owner takes; where that fails in the middle, they are closed.
   *
   * @param build takes each part into the owner as soon as it is there; the value closes the owner
   */
  public static <T> T building(Function<NativeOwner, T> build) {
    NativeOwner owner = new NativeOwner();
    try {
      return build.apply(owner);
    } catch (RuntimeException | Error e) {
      owner.closeAfter(e);
      throw e;
    }
  }

  /** Takes a part, and passes it on. */
  public <T extends AutoCloseable> T own(T part) {
    owned.push(part);
    return part;
  }

  private void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Closes all parts, even where one of them fails; a second call does nothing. */
  @Override
  public void close() {
    IllegalStateException failed = null;
    while (!owned.isEmpty()) {
      try {
        owned.pop().close();
      } catch (Exception e) {
        IllegalStateException now = new IllegalStateException("a native part did not close", e);
        if (failed == null) {
          failed = now;
        } else {
          failed.addSuppressed(now);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
