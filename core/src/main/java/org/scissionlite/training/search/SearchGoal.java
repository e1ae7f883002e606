package org.scissionlite.training.search;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import org.scissionlite.error.UsageException;
import org.scissionlite.training.search.trial.SearchTrial;

/**
 * What a search for a transfer layer aims at: the fewest bytes within these bounds.
 *
 * @param maxDropPoints the largest loss of top-1 accuracy, or of the measure of another task, in
 *     points; of agreement with the uncut model where there are no labels
 * @param maxBytes the most bytes an image on average; {@link Long#MAX_VALUE} for no bound, which is
 *     null in JSON
 * @param seed of the division of the images; on one machine the same seed gives the same result
 * @param risk of confirming a layer that loses more
 */
public record SearchGoal(
    double maxDropPoints,
    @JsonSerialize(using = BytesBound.Writer.class)
        @JsonDeserialize(using = BytesBound.Reader.class)
        long maxBytes,
    long seed,
    ConfirmationRisk risk) {
  private static final double CHOSEN_SHARE = 2.0 / 3;

  public SearchGoal {
    if (!(maxDropPoints > 0) || maxDropPoints > 100) {
      throw new UsageException(
          "expected a largest drop above 0 and of at most 100 points, got %s; no number of images shows a drop of 0"
              .formatted(maxDropPoints));
    }
    if (maxBytes < 1) {
      throw new UsageException("expected at least 1 byte an image, got " + maxBytes);
    }
  }

  /** A goal that is missed in at most one search of 20. */
  public SearchGoal(double maxDropPoints, long maxBytes, long seed) {
    this(maxDropPoints, maxBytes, seed, ConfirmationRisk.ONE_IN_20);
  }

  /** This goal for two confirmations on the same images: of the layer, and of what it becomes. */
  public SearchGoal confirmedTwice() {
    return new SearchGoal(maxDropPoints, maxBytes, seed, ConfirmationRisk.ONE_IN_40);
  }

  /**
   * Whether a layer may be chosen by its expected drop: two thirds of what is allowed leave room
   * for what the choice flatters.
   */
  public boolean admits(SearchTrial trial) {
    return trial.expectedDropPoints() <= CHOSEN_SHARE * maxDropPoints;
  }

  /** What a layer loses at most on other images, in points, but for the goal's risk. */
  public double atMostPoints(SearchTrial trial) {
    return new DropBound(risk).points(trial);
  }

  /** Whether a trial on images that nothing was chosen on shows that a layer is within the goal. */
  public boolean isConfirmedBy(SearchTrial trial) {
    return new DropBound(risk).holds(trial, maxDropPoints) && trial.meanBytes() <= maxBytes;
  }
}
