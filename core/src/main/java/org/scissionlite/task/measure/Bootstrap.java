package org.scissionlite.task.measure;

import java.util.Arrays;
import java.util.Random;
import org.scissionlite.error.UsageException;

/**
 * The difference of two subjects on the same images, with what chance may do to it: images are
 * drawn again and again, with replacement, and both subjects are measured on the same draw (Efron
 * 1979; percentiles). The same seed gives the same draws.
 */
public final class Bootstrap {
  private static final int DRAWS = 1000;
  private static final long SEED = 20_211_105;

  private final double points;
  private final double[] differences;

  private Bootstrap(double points, double[] differences) {
    this.points = points;
    this.differences = differences;
  }

  /**
   * The difference of a subject to a reference.
   *
   * @throws UsageException if they are of other numbers of images
   */
  public static Bootstrap of(Tally subject, Tally reference) {
    int images = subject.images();
    if (images != reference.images() || images < 1) {
      throw new UsageException(
          "a paired difference needs the same images, got %d and %d"
              .formatted(images, reference.images()));
    }
    Random random = new Random(SEED);
    double[] differences = new double[DRAWS];
    int count = 0;
    int[] weights = new int[images];
    for (int draw = 0; draw < DRAWS; draw++) {
      Arrays.fill(weights, 0);
      for (int i = 0; i < images; i++) {
        weights[random.nextInt(images)]++;
      }
      double difference = subject.points(weights) - reference.points(weights);
      if (!Double.isNaN(difference)) {
        differences[count++] = difference;
      }
    }
    double[] sorted = Arrays.copyOf(differences, count);
    Arrays.sort(sorted);
    return new Bootstrap(subject.points() - reference.points(), sorted);
  }

  /** The difference on the images as they are, in points; below 0 where the subject is worse. */
  public double points() {
    return points;
  }

  /** The difference that a share of the draws is below; NaN where none had a difference. */
  public double percentile(double share) {
    if (differences.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.floor(share * differences.length);
    return differences[Math.max(0, Math.min(differences.length - 1, index))];
  }
}
