package org.scissionlite.training.search;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.scissionlite.error.UsageException;

/**
 * A transfer layer tried on images.
 *
 * @param spec of the layer
 * @param images it was tried on
 * @param labelled whether their classes are known; where not, the uncut model is taken to be right
 * @param meanBytes payload bytes an image, checksum included
 * @param won images that are right with the layer and wrong without; 0 without labels
 * @param lost images that are wrong with the layer and right without; all changed ones without
 *     labels
 * @param changed images that have another answer than the uncut model's
 */
@JsonIgnoreProperties(
    value = {"dropPoints", "expectedDropPoints"},
    allowGetters = true)
public record SearchTrial(
    String spec, int images, boolean labelled, double meanBytes, int won, int lost, int changed) {
  /** How much of the changed answers is lost on balance, and how many images that is worth. */
  private static final double USUAL_LOSS = 0.25;

  private static final double USUAL_IMAGES = 20;

  public SearchTrial {
    boolean counted = images >= 1 && won >= 0 && lost >= 0 && changed <= images;
    boolean fits = labelled ? (long) won + lost <= changed : won == 0 && lost == changed;
    if (!counted || !fits) {
      throw new UsageException(
          "a trial on %d images%s cannot have %d changed answers, %d won and %d lost"
              .formatted(images, labelled ? "" : " without labels", changed, won, lost));
    }
  }

  /**
   * Top-1 accuracy that was lost against the uncut model on these images, in percentage points; the
   * share of answers that changed where there are no labels.
   */
  @JsonProperty
  public double dropPoints() {
    return 100.0 * (lost - won) / images;
  }

  /** Images that are lost and not won back by others. */
  int lostOnBalance() {
    return Math.max(0, lost - won);
  }

  /**
   * The drop to expect on other images, in points: what the choice goes by.
   *
   * <p>On 150 images a drop of one point is one or two images: chance. How many answers changed is
   * counted far better. At seven cuts of three models 1 to 22 % of the changed answers were lost on
   * balance, at one of a model that is hardly ever wrong 72 %. So with labels the share that was
   * lost here counts as if another {@value #USUAL_IMAGES} changed images had lost a quarter, and a
   * gain counts as none. Of 150 images 12 changed, 3 fewer right: 8 * (3 + 0.25 * 20) / (12 + 20) =
   * 2 points. Without labels it is the share that changed.
   */
  @JsonProperty
  public double expectedDropPoints() {
    double changedPercent = 100.0 * changed / images;
    return labelled
        ? changedPercent * (lostOnBalance() + USUAL_LOSS * USUAL_IMAGES) / (changed + USUAL_IMAGES)
        : changedPercent;
  }

  /** This trial as it would be on another number of images; counts are rounded up. */
  SearchTrial times(long others) {
    int more = Math.toIntExact(others);
    int moreLost = scaled(lost, others);
    int moreWon = (int) ((long) won * others / images);
    int moreChanged =
        labelled ? Math.max(moreLost + moreWon, scaled(changed, others)) : scaled(lost, others);
    return new SearchTrial(
        spec, more, labelled, meanBytes, moreWon, moreLost, Math.min(more, moreChanged));
  }

  private int scaled(int count, long others) {
    return (int) (((long) count * others + images - 1) / images);
  }
}
