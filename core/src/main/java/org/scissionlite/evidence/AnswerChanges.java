package org.scissionlite.evidence;

import org.scissionlite.error.UsageException;

/**
 * The answers with a transfer layer against those of the uncut model, on the same images.
 *
 * @param images how many
 * @param labelled whether their classes are known; where not, the uncut model is taken to be right
 * @param right with the layer
 * @param changed answers that are not the uncut model's
 * @param won right with the layer and wrong without; 0 without labels
 * @param lost wrong with the layer and right without; all changed ones without labels
 */
public record AnswerChanges(
    int images, boolean labelled, int right, int changed, int won, int lost) {
  public AnswerChanges {
    long uncut = (long) right + lost - won;
    boolean counted =
        images >= 1 && won >= 0 && lost >= 0 && won <= right && (long) right + lost <= images;
    boolean fits =
        changed <= images
            && uncut <= images
            && (labelled
                ? (long) won + lost <= changed
                : won == 0 && lost == changed && uncut == images);
    if (!counted || !fits) {
      throw new UsageException(
          "%d answers%s cannot be %d right, %d changed, %d won and %d lost"
              .formatted(images, labelled ? "" : " without labels", right, changed, won, lost));
    }
  }

  /** Answers of images without labels, of which so many changed. */
  public static AnswerChanges unlabelled(int images, int changed) {
    return new AnswerChanges(images, false, images - changed, changed, 0, changed);
  }

  /** How many the uncut model gets right; all of them without labels. */
  public int uncutRight() {
    return right + lost - won;
  }

  /**
   * What the layer costs, with its interval.
   *
   * @param use what the images served for
   */
  public Loss loss(ImageUse use) {
    return Loss.of(images, won, lost, use);
  }

  /** Images that are lost and not won back by others. */
  public int lostOnBalance() {
    return Math.max(0, lost - won);
  }

  /** These counts as they would be on another number of images; what is lost is rounded up. */
  public AnswerChanges times(int others) {
    int moreLost = scaled(lost, others);
    if (!labelled) {
      return unlabelled(others, moreLost);
    }
    int moreWon = (int) ((long) won * others / images);
    int moreChanged = Math.min(others, Math.max(moreLost + moreWon, scaled(changed, others)));
    int moreUncut = (int) ((long) uncutRight() * others / images);
    int uncut = Math.max(moreLost, Math.min(others - moreWon, moreUncut));
    return new AnswerChanges(
        others, true, uncut - moreLost + moreWon, moreChanged, moreWon, moreLost);
  }

  private int scaled(int count, int others) {
    return (int) (((long) count * others + images - 1) / images);
  }
}
