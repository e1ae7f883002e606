package org.scissionlite.evaluation;

import java.util.List;

/**
 * How often a subject was right.
 *
 * @param images that have labels
 * @param top1Correct whose best class is the label
 * @param top5Correct whose label is among the five best classes
 * @param won right where the uncut model is wrong, by top-1
 * @param lost wrong where the uncut model is right
 * @param difference to the uncut model
 * @param confusion how often each class was taken for each; pairs that never came are left out
 */
public record Accuracy(
    int images,
    int top1Correct,
    int top5Correct,
    int won,
    int lost,
    PairedDifference difference,
    List<Confusion> confusion) {
  public Accuracy {
    confusion = List.copyOf(confusion);
  }

  /**
   * One cell of the confusion matrix.
   *
   * @param actual the label
   * @param predicted the subject's best class
   * @param images how many
   */
  public record Confusion(int actual, int predicted, int images) {}

  /** Percent of the images whose best class is the label. */
  public double top1Percent() {
    return 100.0 * top1Correct / images;
  }

  /** Percent of the images whose label is among the five best classes. */
  public double top5Percent() {
    return 100.0 * top5Correct / images;
  }
}
