package org.scissionlite.training.search;

import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.statistics.Binomial;
import org.scissionlite.statistics.MatchedPairs;

/**
 * The most that a layer may lose on other images, by what it lost on some that nothing was chosen
 * on.
 *
 * <p>Two bounds are kept, and the larger one counts. Where many answers change for better and for
 * worse it is the end of the interval that an evaluation prints ({@link MatchedPairs}). Where few
 * change, that is too narrow; then the exact bound of the binomial distribution counts, as if all
 * that is lost on balance were lost without a gain. Without labels every changed answer counts as
 * lost, and the exact bound is the only one.
 *
 * @param risk of a layer that loses more than the bound
 */
record DropBound(ConfirmationRisk risk) {
  private static final int MOST_IMAGES = 10_000_000;

  /** The bound in points: of 500 images 5 lost and 2 won, at most 1.70 with one in 20. */
  double points(AnswerChanges trial) {
    double exact = Binomial.largestShare(trial.lostOnBalance(), trial.images(), risk.share());
    return 100 * Math.max(exact, trial.labelled() ? -pairs(trial).lowestGain(deviations()) : 0);
  }

  /** Whether a trial proves that its layer loses no more than so many points. */
  boolean holds(AnswerChanges trial, double maxDropPoints) {
    double share = maxDropPoints / 100;
    boolean exact =
        share >= 1 || Binomial.atMost(trial.lostOnBalance(), trial.images(), share) <= risk.share();
    return exact && (!trial.labelled() || -pairs(trial).lowestGain(deviations()) <= share);
  }

  private double deviations() {
    return risk.deviations();
  }

  private static MatchedPairs pairs(AnswerChanges trial) {
    return new MatchedPairs(trial.images(), trial.won(), trial.lost());
  }

  /**
   * The fewest images that can prove a drop of so many points at all: 299 for one point with one in
   * 20, as 298 without a loss are seen too often where one image in 100 is lost.
   */
  int fewestImages(double maxDropPoints) {
    double images = StrictMath.log(risk.share()) / StrictMath.log1p(-maxDropPoints / 100);
    return (int) Math.min(MOST_IMAGES, Math.max(1, Math.ceil(images)));
  }

  /** The smallest drop in points that so many images can prove. */
  double smallestDrop(int images) {
    return 100 * Binomial.largestShare(0, images, risk.share());
  }
}
