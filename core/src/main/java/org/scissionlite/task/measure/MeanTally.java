package org.scissionlite.task.measure;

import java.util.ArrayList;
import java.util.List;

/** The mean of a share of each image. */
final class MeanTally implements Tally {
  private final List<Double> shares = new ArrayList<>();

  /** Adds an image's share, 0 to 1. */
  void add(double share) {
    shares.add(share);
  }

  @Override
  public int images() {
    return shares.size();
  }

  @Override
  public double points(int[] weights) {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * shares.get(i);
      count += weights[i];
    }
    return 100 * sum / count;
  }
}
