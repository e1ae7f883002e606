package org.scissionlite.profile.measure;

/** Hears how far a benchmark is. */
@FunctionalInterface
public interface BenchmarkListener {
  /** Called before each part, and after the last one. */
  void at(Progress progress);

  /**
   * Called at the beginning of a benchmark that was stopped and goes on.
   *
   * @param blocks that were measured before
   */
  default void resumed(int blocks) {}

  /** Nobody listens. */
  static BenchmarkListener silent() {
    return progress -> {};
  }

  /**
   * A point in a benchmark.
   *
   * @param phase what is measured, such as "blocks and cuts"
   * @param done parts of this phase
   * @param total parts of this phase
   * @param leftNanos the time that the rest of this phase should take; 0 where nothing is known yet
   */
  record Progress(String phase, int done, int total, long leftNanos) {}
}
