package org.scissionlite.training.search;

import java.util.OptionalLong;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.statistics.Binomial;
import org.scissionlite.statistics.MatchedPairs;
import org.scissionlite.training.search.trial.SearchTrial;

/**
 * The most that a layer may lose on other images, by what it lost on some that nothing was chosen
 * on; it stands on counted answers alone and assumes nothing of the model.
 *
 * <p>Two bounds are kept, and the larger one counts. Where many answers change for better and for
 * worse it is that of the score test of matched pairs ({@link MatchedPairs#deviationsBelow}). Where
 * few change, it is the exact one of the binomial distribution, as if all that is lost on balance
 * were lost without a gain. Without labels every changed answer counts as lost, and the exact bound
 * is the only one.
 *
 * @param risk of a layer that loses more than the bound
 */
record DropBound(ConfirmationRisk risk) {
  private static final int MOST_IMAGES = 10_000_000;
  private static final double PRECISION = 1e-12;

  /**
   * The bound of a trial in points. By the measure of another task than classification it is that
   * of a paired bootstrap, and no smaller than what may be lost of so many images without being
   * seen once.
   */
  double points(SearchTrial trial) {
    return trial.measured() == null
        ? points(trial.answers())
        : Math.max(smallestDrop(trial.images()), trial.measured().atMost(risk.share()));
  }

  /** Whether a trial proves that its layer loses no more than so many points. */
  boolean holds(SearchTrial trial, double maxDropPoints) {
    return trial.measured() == null
        ? holds(trial.answers(), maxDropPoints)
        : maxDropPoints >= 100 || points(trial) <= maxDropPoints;
  }

  /**
   * How many images it would take to prove a drop of so many points, if more images go like these;
   * empty where no number would do. A bootstrap's bound nears the drop with the root of the images.
   */
  OptionalLong imagesNeeded(SearchTrial trial, double maxDropPoints) {
    if (trial.measured() == null) {
      return imagesNeeded(trial.answers(), maxDropPoints);
    }
    double drop = trial.measured().points();
    if (drop >= maxDropPoints) {
      return OptionalLong.empty();
    }
    double times = (trial.measured().atMost(risk.share()) - drop) / (maxDropPoints - drop);
    double needed = Math.ceil(trial.images() * times * times);
    return needed > MOST_IMAGES
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(fewestImages(maxDropPoints), (long) needed));
  }

  /** The bound in points: of 500 images 5 lost and 2 won, at most 1.75 with one in 20. */
  double points(AnswerChanges trial) {
    double exact = Binomial.largestShare(trial.lostOnBalance(), trial.images(), risk.share());
    return 100 * Math.max(exact, trial.labelled() ? scored(pairs(trial)) : 0);
  }

  /** The smallest loss that the score test rules out. */
  private double scored(MatchedPairs pairs) {
    double possible = 0;
    double ruledOut = 1;
    while (ruledOut - possible > PRECISION) {
      double middle = (possible + ruledOut) / 2;
      if (pairs.deviationsBelow(middle) >= risk.deviations()) {
        ruledOut = middle;
      } else {
        possible = middle;
      }
    }
    return ruledOut;
  }

  /** Whether a trial proves that its layer loses no more than so many points. */
  boolean holds(AnswerChanges trial, double maxDropPoints) {
    double share = maxDropPoints / 100;
    return share >= 1 || (exactly(trial, share) && byScore(trial, share));
  }

  private boolean byScore(AnswerChanges trial, double share) {
    return !trial.labelled() || pairs(trial).deviationsBelow(share) >= risk.deviations();
  }

  private boolean exactly(AnswerChanges trial, double share) {
    return Binomial.atMost(trial.lostOnBalance(), trial.images(), share) <= risk.share();
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

  /**
   * How many images it would take to prove a drop of so many points, if more images go like these;
   * empty where no number would do.
   */
  OptionalLong imagesNeeded(AnswerChanges trial, double maxDropPoints) {
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
