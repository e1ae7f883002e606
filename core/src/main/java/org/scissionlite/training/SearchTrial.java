package org.scissionlite.training;

/**
 * A transfer layer tried on images.
 *
 * @param spec of the layer
 * @param images it was tried on
 * @param meanBytes payload bytes an image, checksum included
 * @param dropPoints top-1 accuracy lost against the uncut model on the same images, in percentage
 *     points; the share of answers that changed where there are no labels
 * @param halfWidthPoints half of the drop's 95 % interval (paired, normal approximation)
 * @param agreementPercent how many answers are those of the uncut model
 */
public record SearchTrial(
    String spec,
    int images,
    double meanBytes,
    double dropPoints,
    double halfWidthPoints,
    double agreementPercent) {
  /** How much of a change of answers is a loss of accuracy, and how far that varies. */
  private static final double LOSS_OF_CHANGED = 0.14;

  private static final double SPREAD_OF_LOSS = 0.1;
  private static final double HALF_WIDTH_IN_DEVIATIONS = 1.96;

  /**
   * The drop to expect on other images, in points.
   *
   * <p>On 150 images a drop of one point is one or two images: chance. How many answers changed is
   * counted far better, and over five cuts of three models 4 to 32 % of the changed answers were
   * lost on balance. The estimate weighs that against the measured drop by their variances: 5 %
   * changed and a drop of 0 +- 3.6 points give an expected drop of 0.90, 0 +- 1 give 0.42.
   */
  public double expectedDropPoints() {
    double changed = 100 - agreementPercent;
    double deviation = halfWidthPoints / HALF_WIDTH_IN_DEVIATIONS;
    boolean isCertain = deviation == 0 || changed == 0;
    if (isCertain || dropPoints == changed) {
      return dropPoints;
    }
    double prior = 1 / Math.pow(SPREAD_OF_LOSS * changed, 2);
    double measured = 1 / (deviation * deviation);
    return (LOSS_OF_CHANGED * changed * prior + dropPoints * measured) / (prior + measured);
  }
}
