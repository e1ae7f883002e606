package org.scissionlite.evidence;

import java.util.Locale;
import org.scissionlite.statistics.MatchedPairs;

/**
 * The accuracy that a transfer layer costs, as shares of all answers, with its 95 % interval.
 *
 * @param share the uncut model's accuracy less that with the layer; below 0 where the layer gains
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param images on which it stands; 0 where that is not known, or nothing can be lost
 * @param use what the images served for; null where that is not known
 */
public record Loss(double share, double low, double high, int images, ImageUse use) {
  private static final double NORMAL_95 = 1.959964;

  /** Nothing is lost, as nothing is changed. */
  public static final Loss NONE = exactly(0);

  /** The loss on images of which the layer won some and lost some. */
  static Loss of(int images, int won, int lost, ImageUse use) {
    MatchedPairs pairs = new MatchedPairs(images, won, lost);
    return new Loss(
        -pairs.gain(), -pairs.highestGain(NORMAL_95), -pairs.lowestGain(NORMAL_95), images, use);
  }

  /** A loss of which nothing more is known. */
  public static Loss exactly(double share) {
    return new Loss(share, share, share, 0, null);
  }

  /** The loss of two layers, one after the other; their intervals add up, which is careful. */
  public Loss and(Loss other) {
    Loss weaker = other.images == 0 || (images > 0 && images <= other.images) ? this : other;
    return new Loss(
        share + other.share, low + other.low, high + other.high, weaker.images, weaker.use);
  }

  /** What a planner counts with: a gain counts as none. */
  public double counted() {
    return Math.max(0, share);
  }

  /** Such as "0.9 % (0.3 to 1.5 on 5,000)"; "0.9 %" where no interval is known. */
  @Override
  public String toString() {
    if (images == 0) {
      return share == 0 ? "none" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
    return String.format(
        Locale.ROOT,
        "%.1f %% (%.1f to %.1f on %,d)",
        100 * share + 0.0,
        100 * low,
        100 * high,
        images);
  }
}
