package org.scissionlite.training.search;

/** The chance that a layer is confirmed although it loses more than is allowed. */
public enum ConfirmationRisk {
  /** At most one search in 20. */
  ONE_IN_20(0.05, 1.959964, 1.644854),
  /** At most one search in 40: two of them, one after the other, are at most one in 20. */
  ONE_IN_40(0.025, 2.241403, 1.959964);

  private final double share;
  private final double deviations;
  private final double deviationsOnOneSide;

  ConfirmationRisk(double share, double deviations, double deviationsOnOneSide) {
    this.share = share;
    this.deviations = deviations;
    this.deviationsOnOneSide = deviationsOnOneSide;
  }

  /** The chance, 0 to 1. */
  public double share() {
    return share;
  }

  /** Deviations of the normal distribution that are left on both sides with this chance. */
  double deviations() {
    return deviations;
  }

  /** Deviations of the normal distribution that are left above with this chance. */
  double deviationsOnOneSide() {
    return deviationsOnOneSide;
  }
}
