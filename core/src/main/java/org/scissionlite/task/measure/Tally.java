package org.scissionlite.task.measure;

import java.util.Arrays;

/** What a subject did on some images, in a form of which every resample is measured quickly. */
public interface Tally {
  /** How many images. */
  int images();

  /**
   * The measure in points, 0 to 100; NaN where it is not defined, such as an AUROC of sound images
   * alone.
   *
   * @param weights how often each image counts
   */
  double points(int[] weights);

  /** The measure of all images, each once. */
  default double points() {
    int[] weights = new int[images()];
    Arrays.fill(weights, 1);
    return points(weights);
  }
}
