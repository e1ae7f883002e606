package org.scissionlite.engine;

/**
 * A run of a session from and into buffers that stay the same. What can be made ready is made ready
 * once, so that each run takes little more than the model itself. Closed before its session.
 */
@FunctionalInterface
public interface BoundRun extends AutoCloseable {
  /**
   * Reads the inputs as they are now, and overwrites the outputs.
   *
   * @throws org.scissionlite.error.ScissionLiteException if the engine fails
   */
  void run();

  /** Gives back what was made ready; the buffers stay the caller's. */
  @Override
  default void close() {}
}
