package org.scissionlite.plan.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ways to one place that can still become one of the best: each is dominated by fewer others
 * than results are asked for.
 */
final class ParetoRoutes {
  private static final int SMALL = 4;

  private final CompiledQuestion rules;
  private final int keep;
  private final List<PartialRoute> labels = new ArrayList<>();
  private double[] costs = new double[SMALL];

  ParetoRoutes(CompiledQuestion rules, int keep) {
    this.rules = rules;
    this.keep = keep;
  }

  /** In order of cost. */
  List<PartialRoute> sorted() {
    return labels;
  }

  /** The cost of the way at a place of the order. */
  double cost(int index) {
    return costs[index];
  }

  /** Whether a way of this cost would be superfluous, where only cost counts. */
  boolean rejects(double cost) {
    return rules.onlyCostCounts() && labels.size() >= keep && cost >= costs[keep - 1];
  }

  void add(PartialRoute label) {
    double cost = rules.cost(label);
    if (rejects(cost) || !rules.withinLimits(label)) {
      return;
    }
    if (rules.onlyCostCounts()) {
      insert(label, cost);
      if (labels.size() > keep) {
        remove(keep);
      }
    } else if (dominators(label) < keep) {
      insert(label, cost);
      for (int i = labels.size() - 1; i >= 0; i--) {
        if (rules.dominates(label, labels.get(i)) && dominators(labels.get(i)) >= keep) {
          remove(i);
        }
      }
    }
  }

  private void insert(PartialRoute label, double cost) {
    int size = labels.size();
    if (size == costs.length) {
      costs = Arrays.copyOf(costs, 2 * size);
    }
    int index = size;
    while (index > 0 && costs[index - 1] > cost) {
      costs[index] = costs[index - 1];
      index--;
    }
    labels.add(index, label);
    costs[index] = cost;
  }

  private void remove(int index) {
    System.arraycopy(costs, index + 1, costs, index, labels.size() - 1 - index);
    labels.remove(index);
  }

  private long dominators(PartialRoute label) {
    long count = 0;
    for (PartialRoute other : labels) {
      if (other != label && rules.dominates(other, label)) {
        count++;
      }
    }
    return count;
  }
}
