package org.scissionlite.training;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import org.scissionlite.error.UsageException;

/**
 * What a search for a transfer layer aims at: the fewest bytes within these bounds.
 *
 * @param maxDropPoints the largest loss of top-1 accuracy in percentage points; of agreement with
 *     the uncut model where there are no labels
 * @param maxBytes the most bytes an image on average; {@link Long#MAX_VALUE} for no bound, which is
 *     null in JSON
 * @param seed of the division of the images; the same seed gives the same result
 */
public record SearchGoal(
    double maxDropPoints,
    @JsonSerialize(using = BytesBound.Writer.class)
        @JsonDeserialize(using = BytesBound.Reader.class)
        long maxBytes,
    long seed) {
  public SearchGoal {
    if (!(maxDropPoints >= 0) || maxDropPoints > 100) {
      throw new UsageException("expected a largest drop of 0 to 100 points, got " + maxDropPoints);
    }
    if (maxBytes < 1) {
      throw new UsageException("expected at least 1 byte an image, got " + maxBytes);
    }
  }
}
