package org.scissionlite.statistics;

/** The binomial distribution: how many of some images are hit by chance. */
public final class Binomial {
  private static final int HALVINGS = 50;

  private Binomial() {}

  /**
   * The probability of at most so many hits. At most 0 of 299 at 1 %: 0.0495.
   *
   * @param hits 0 to images
   * @param share the probability of each, 0 to 1
   */
  public static double atMost(int hits, int images, double share) {
    if (hits >= images || share <= 0) {
      return 1;
    }
    if (share >= 1) {
      return 0;
    }
    double odds = StrictMath.log(share) - StrictMath.log1p(-share);
    double logarithm = images * StrictMath.log1p(-share);
    double sum = StrictMath.exp(logarithm);
    for (int i = 1; i <= hits; i++) {
      logarithm += StrictMath.log((images - i + 1.0) / i) + odds;
      sum += StrictMath.exp(logarithm);
    }
    return Math.min(1, sum);
  }

  /**
   * The largest share that still gives so few hits with a probability above a risk (Clopper and
   * Pearson 1934). 0 of 299 at a risk of 0.05: 0.00997.
   */
  public static double largestShare(int hits, int images, double risk) {
    double low = (double) hits / images;
    double high = 1;
    for (int i = 0; i < HALVINGS && hits < images; i++) {
      double middle = (low + high) / 2;
      if (atMost(hits, images, middle) > risk) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
