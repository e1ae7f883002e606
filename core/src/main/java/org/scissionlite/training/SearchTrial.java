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
  /** How much of the changed answers is lost on balance, and how many images that is worth. */
  private static final double USUAL_LOSS = 0.25;

  private static final double USUAL_IMAGES = 20;

  /**
   * The drop to expect on other images, in points.
   *
   * <p>On 150 images a drop of one point is one or two images: chance. How many answers changed is
   * counted far better. At seven cuts of three models 1 to 22 % of the changed answers were lost on
   * balance, at one of a model that is hardly ever wrong 72 %. So the share that was lost here
   * counts as if another {@value #USUAL_IMAGES} changed images had lost a quarter, and a gain
   * counts as none. Of 150 images 8 % changed, 2 % fewer right: 8 * (3 + 0.25 * 20) / (12 + 20) = 2
   * points.
   */
  public double expectedDropPoints() {
    return expectedDropPoints(0, 0);
  }

  /**
   * The drop to expect where the same layer was tried on other images as well: they tell, too, how
   * many of the changed answers are lost; how many change is counted on these images alone.
   *
   * <p>Of 150 images 11 changed, none fewer right; of 350 others 14 changed, one fewer right: 7.33
   * * (0 + 1 + 0.25 * 20) / (11 + 14 + 20) = 0.98 points.
   */
  public double expectedDropPoints(SearchTrial others) {
    return expectedDropPoints(others.changed(), others.lost());
  }

  private double expectedDropPoints(double othersChanged, double othersLost) {
    double changedPercent = 100 - agreementPercent;
    if (dropPoints >= changedPercent) {
      return dropPoints;
    }
    return changedPercent
        * (lost() + othersLost + USUAL_LOSS * USUAL_IMAGES)
        / (changed() + othersChanged + USUAL_IMAGES);
  }

  private double changed() {
    return (100 - agreementPercent) / 100 * images;
  }

  private double lost() {
    return Math.max(0, dropPoints) / 100 * images;
  }
}
