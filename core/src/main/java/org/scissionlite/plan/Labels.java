package org.scissionlite.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The ways to one place that can still become one of the best: each is dominated by fewer others
 * than results are asked for.
 */
final class Labels {
  private final Rules rules;
  private final int keep;
  private final List<Label> labels = new ArrayList<>();
  private final List<Double> costs = new ArrayList<>();

  Labels(Rules rules, int keep) {
    this.rules = rules;
    this.keep = keep;
  }

  /** In order of cost. */
  List<Label> sorted() {
    return labels;
  }

  /** The cost of the way at a place of the order. */
  double cost(int index) {
    return costs.get(index);
  }

  /** Whether a way of this cost would be superfluous, where only cost counts. */
  boolean rejects(double cost) {
    return rules.onlyCostCounts() && labels.size() >= keep && cost >= costs.get(keep - 1);
  }

  void add(Label label) {
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

  private void insert(Label label, double cost) {
    int index = labels.size();
    while (index > 0 && costs.get(index - 1) > cost) {
      index--;
    }
    labels.add(index, label);
    costs.add(index, cost);
  }

  private void remove(int index) {
    labels.remove(index);
    costs.remove(index);
  }

  private long dominators(Label label) {
    long count = 0;
    for (Label other : labels) {
      if (other != label && rules.dominates(other, label)) {
        count++;
      }
    }
    return count;
  }
}
