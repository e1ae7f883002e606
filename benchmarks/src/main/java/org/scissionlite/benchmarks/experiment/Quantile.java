package org.scissionlite.benchmarks.experiment;

import java.util.List;

/** Quantiles of few values. */
public final class Quantile {
  private Quantile() {}

  /**
   * The least value that a share of all keeps to.
   *
   * @param values at least one, else the result is not a number
   * @param share from 0 to 1
   */
  public static double of(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
