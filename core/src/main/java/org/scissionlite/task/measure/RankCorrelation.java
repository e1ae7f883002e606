package org.scissionlite.task.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How alike two rankings of images are, by Spearman: the correlation of the ranks, equal scores
 * sharing the mean of theirs. 100 for the same order, 0 for none; below 0 counts as 0.
 */
public final class RankCorrelation implements Tally {
  private final List<Double> first = new ArrayList<>();
  private final List<Double> second = new ArrayList<>();

  /** Adds an image with its two scores. */
  public void add(double one, double other) {
    first.add(one);
    second.add(other);
  }

  @Override
  public int images() {
    return first.size();
  }

  @Override
  public double points(int[] weights) {
    double[] a = ranks(first, weights);
    double[] b = ranks(second, weights);
    double total = Arrays.stream(weights).sum();
    double meanA = mean(a, weights, total);
    double meanB = mean(b, weights, total);
    double both = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < weights.length; i++) {
      both += weights[i] * (a[i] - meanA) * (b[i] - meanB);
      squareA += weights[i] * (a[i] - meanA) * (a[i] - meanA);
      squareB += weights[i] * (b[i] - meanB) * (b[i] - meanB);
    }
    if (squareA == 0 || squareB == 0) {
      return squareA == squareB ? 100 : 0;
    }
    return Math.max(0, 100 * both / Math.sqrt(squareA * squareB));
  }

  private static double mean(double[] values, int[] weights, double total) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum / total;
  }

  private static double[] ranks(List<Double> scores, int[] weights) {
    List<Integer> order =
        IntStream.range(0, scores.size())
            .boxed()
            .sorted(Comparator.comparingDouble(scores::get))
            .toList();
    double[] ranks = new double[scores.size()];
    double below = 0;
    int start = 0;
    while (start < order.size()) {
      int end = start;
      double tied = 0;
      double score = scores.get(order.get(start));
      while (end < order.size() && scores.get(order.get(end)) == score) {
        tied += weights[order.get(end++)];
      }
      for (int i = start; i < end; i++) {
        ranks[order.get(i)] = below + (tied + 1) / 2;
      }
      below += tied;
      start = end;
    }
    return ranks;
  }
}
