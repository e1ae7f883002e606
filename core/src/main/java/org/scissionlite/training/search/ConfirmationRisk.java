package org.scissionlite.training.search;

/**
 * The chance that a layer is confirmed although it loses more than is allowed.
 *
 * <p>The deviations of the score test lie a little above those of the normal distribution (1.645
 * and 1.960), so that the exact chance, summed over all outcomes of up to 1,000 images and for
 * limits of up to 20 points, is nowhere above the one that is named.
 */
public enum ConfirmationRisk {
  /** At most one search in 20. */
  ONE_IN_20(0.05, 1.72),
  /** At most one search in 40: two of them, one after the other, are at most one in 20. */
  ONE_IN_40(0.025, 2.05);

  private final double share;
  private final double deviations;

  ConfirmationRisk(double share, double deviations) {
    this.share = share;
    this.deviations = deviations;
  }

  /** The chance, 0 to 1. */
  public double share() {
    return share;
  }

  /** By how many deviations a score must lie below a loss to rule it out. */
  double deviations() {
    return deviations;
  }
}
