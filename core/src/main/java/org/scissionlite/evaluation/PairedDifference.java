package org.scissionlite.evaluation;

import org.scissionlite.statistics.MatchedPairs;

/**
 * The difference in accuracy of two subjects on the same images, in percentage points, with its 95
 * % interval.
 *
 * <p>650 images, 4 won and 10 lost: -0.92 points, from -2.08 to 0.24; see {@link MatchedPairs}.
 *
 * @param points accuracy of the subject minus that of the reference
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record PairedDifference(double points, double low, double high) {
  private static final double NORMAL_95 = 1.959964;

  /**
   * The difference from counts.
   *
   * @param images all of them
   * @param won right for the subject, wrong for the reference
   * @param lost wrong for the subject, right for the reference
   * @throws org.scissionlite.error.UsageException if there are more won and lost than images
   */
  static PairedDifference of(int images, int won, int lost) {
    MatchedPairs pairs = new MatchedPairs(images, won, lost);
    return new PairedDifference(
        100 * pairs.gain(), 100 * pairs.lowestGain(NORMAL_95), 100 * pairs.highestGain(NORMAL_95));
  }
}
