package org.scissionlite.training;

/** Is told how a training goes, in its thread. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * Before the first step of a training that was stopped and goes on.
   *
   * @param last epoch that was done before
   */
  default void resumed(EpochReport last) {}

  /**
   * After every step.
   *
   * @param step from 1
   * @param steps of all epochs
   * @param loss of this step's images
   */
  default void afterStep(long step, long steps, double loss) {}

  /** After every epoch. */
  default void afterEpoch(EpochReport epoch) {}
}
