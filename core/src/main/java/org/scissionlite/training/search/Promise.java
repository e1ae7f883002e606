package org.scissionlite.training.search;

import java.util.OptionalLong;
import org.scissionlite.training.search.trial.ExpectedDrop;
import org.scissionlite.training.search.trial.SearchTrial;

/**
 * When images that nothing was chosen on show that a layer keeps to the allowed drop.
 *
 * <p>Of two bounds the lower one counts. The first stands on counted answers alone and assumes
 * nothing ({@link DropBound}). The second is the end of the interval of the expected drop, for
 * images with labels: it takes far fewer images, and stands on the relation between margins and
 * lost answers that was calibrated on other models ({@link ExpectedDrop}).
 *
 * @param risk of a layer that loses more
 */
record Promise(ConfirmationRisk risk) {
  private static final int MOST_IMAGES = 10_000_000;

  /** What a layer loses at most on other images, in points, but for the risk. */
  double points(SearchTrial trial) {
    return Math.min(countedPoints(trial), expectedPoints(trial));
  }

  /** The bound that stands on counted answers alone, in points. */
  double countedPoints(SearchTrial trial) {
    return new DropBound(risk).points(trial.answers());
  }

  private double expectedPoints(SearchTrial trial) {
    return trial.answers().labelled() && trial.prediction().isOfMargins()
        ? 100 * trial.expectedDrop().highest(risk.deviationsOnOneSide())
        : Double.POSITIVE_INFINITY;
  }

  /** Whether a trial shows that its layer loses no more than so many points. */
  boolean holds(SearchTrial trial, double maxDropPoints) {
    return expectedPoints(trial) <= maxDropPoints
        || new DropBound(risk).holds(trial.answers(), maxDropPoints);
  }

  /** The fewest images that can show a drop of so many points at all. */
  int fewestImages(double maxDropPoints, boolean labelled) {
    int counted = new DropBound(risk).fewestImages(maxDropPoints);
    double expected =
        Math.ceil(ExpectedDrop.UNSEEN * risk.deviationsOnOneSide() * 100 / maxDropPoints);
    return labelled ? (int) Math.min(counted, Math.max(1, expected)) : counted;
  }

  /** The smallest drop in points that so many images can show. */
  double smallestDrop(int images, boolean labelled) {
    double counted = new DropBound(risk).smallestDrop(images);
    return labelled
        ? Math.min(counted, 100 * ExpectedDrop.UNSEEN * risk.deviationsOnOneSide() / images)
        : counted;
  }

  /**
   * How many images it would take to show a drop of so many points, if more images go like these;
   * empty where no number would do.
   */
  OptionalLong imagesNeeded(SearchTrial trial, double maxDropPoints) {
    int enough = trial.images();
    while (!holds(trial.times(enough), maxDropPoints)) {
      if (enough > MOST_IMAGES / 2) {
        return OptionalLong.empty();
      }
      enough *= 2;
    }
    int tooFew = enough / 2;
    while (enough - tooFew > enough / 100 + 1) {
      int middle = (enough + tooFew) / 2;
      if (holds(trial.times(middle), maxDropPoints)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return OptionalLong.of(enough);
  }
}
