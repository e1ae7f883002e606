package org.scissionlite.training;

import org.scissionlite.error.UsageException;

/**
 * What a search for a transfer layer aims at: the fewest bytes within these bounds.
 *
 * @param maxDropPoints the largest loss of top-1 accuracy in percentage points; of agreement with
 *     the uncut model where there are no labels
 * @param maxBytes the most bytes an image on average; {@link Long#MAX_VALUE} for no bound
 * @param seed of the division of the images; the same seed gives the same result
 */
public record SearchGoal(double maxDropPoints, long maxBytes, long seed) {
  public SearchGoal {
    if (!(maxDropPoints >= 0) || maxDropPoints > 100) {
      throw new UsageException("expected a largest drop of 0 to 100 points, got " + maxDropPoints);
    }
    if (maxBytes < 1) {
      throw new UsageException("expected at least 1 byte an image, got " + maxBytes);
    }
  }
}
