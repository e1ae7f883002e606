package org.scissionlite.statistics;

import org.scissionlite.error.UsageException;

/**
 * Two subjects' answers for the same images; only the images count that one gets right and the
 * other wrong.
 *
 * <p>The interval is Agresti and Min's ("Simple improved confidence intervals for comparing matched
 * proportions", 2005): the normal one after half an image is added to each of the four cases, which
 * keeps it honest when few images differ. 650 images, 4 won and 10 lost, 95 %: a gain of -2.08 to
 * 0.24 of 100.
 *
 * @param images all of them
 * @param won right for the subject, wrong for the reference
 * @param lost wrong for the subject, right for the reference
 */
public record MatchedPairs(int images, int won, int lost) {
  public MatchedPairs {
    if (images < 1 || won < 0 || lost < 0 || won + lost > images) {
      throw new UsageException(
          "a difference over %d images cannot have %d won and %d lost"
              .formatted(images, won, lost));
    }
  }

  /** The share of images that is gained on balance, -1 to 1. */
  public double gain() {
    return (double) (won - lost) / images;
  }

  /**
   * The lower end of the gain's interval, at least -1.
   *
   * @param deviations of the normal distribution on either side, 1.96 for 95 %
   */
  public double lowestGain(double deviations) {
    return Math.max(-1, shift() - half(deviations));
  }

  /** The upper end of the gain's interval, at most 1; see {@link #lowestGain}. */
  public double highestGain(double deviations) {
    return Math.min(1, shift() + half(deviations));
  }

  private double shift() {
    return (won - lost) / (images + 2.0);
  }

  private double half(double deviations) {
    double total = images + 2.0;
    double spread = (won + lost + 1) / total - shift() * shift();
    return deviations * Math.sqrt(spread / total);
  }

  /**
   * How many deviations the loss lies below an assumed one: the score of Tango ("Equivalence test
   * and confidence interval for the difference in proportions for the paired-sample design", 1998),
   * which keeps its risk with few images and few differences. 500 images, 2 won and 3 lost: 1.46
   * below an assumed loss of 0.01.
   *
   * @param loss the assumed share of images that are lost on balance, above 0 and below 1
   */
  public double deviationsBelow(double loss) {
    double linear = loss * (2.0 * images - lost + won) - won - lost;
    double constant = -won * loss * (1 - loss);
    double likeliestWon =
        (Math.sqrt(linear * linear - 8.0 * images * constant) - linear) / (4.0 * images);
    double variance = images * (2 * likeliestWon + loss * (1 - loss));
    return (won - lost + images * loss) / Math.sqrt(variance);
  }
}
