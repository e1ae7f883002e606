package org.scissionlite.optimise;

import org.scissionlite.training.search.trial.SearchTrial;

/**
 * What a way to run the model loses in accuracy, in percentage points against the uncut model; of
 * agreement with it where there are no labels.
 *
 * @param points lost on the images
 * @param expectedPoints to expect on other images
 * @param atMostPoints the most that is lost on other images, but for the risk of the search; 100
 *     where that was not tested
 * @param images on which it stands; 0 where nothing can be lost
 * @param isConfirmed whether images that nothing was chosen on confirm it
 */
public record Drop(
    double points, double expectedPoints, double atMostPoints, int images, boolean isConfirmed) {
  /** Of what gives the same answers as the uncut model. */
  public static final Drop NONE = new Drop(0, 0, 0, 0, true);

  private static final double ANYTHING = 100;

  /** Of a layer that images confirmed which nothing was chosen on. */
  public static Drop confirmed(SearchTrial trial, double atMostPoints) {
    return new Drop(
        trial.dropPoints(), trial.expectedDropPoints(), atMostPoints, trial.images(), true);
  }

  /** Of a layer that was tried and not confirmed. */
  public static Drop tried(SearchTrial trial) {
    return new Drop(
        trial.dropPoints(), trial.expectedDropPoints(), ANYTHING, trial.images(), false);
  }
}
