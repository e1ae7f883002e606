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

  private final CompiledQuestion compiled;
  private final int keep;
  private final List<PartialRoute> routes = new ArrayList<>();
  private double[] costs = new double[SMALL];

  ParetoRoutes(CompiledQuestion compiled, int keep) {
    this.compiled = compiled;
    this.keep = keep;
  }

  /** In order of cost. */
  List<PartialRoute> sorted() {
    return routes;
  }

  /** The cost of the way at a place of the order. */
  double cost(int index) {
    return costs[index];
  }

  /** Whether a way of this cost would be superfluous, where only cost counts. */
  boolean rejects(double cost) {
    return compiled.onlyCostCounts() && routes.size() >= keep && cost >= costs[keep - 1];
  }

  void add(PartialRoute route) {
    double cost = compiled.cost(route);
    if (rejects(cost) || !compiled.withinLimits(route)) {
      return;
    }
    if (compiled.onlyCostCounts()) {
      insert(route, cost);
      if (routes.size() > keep) {
        remove(keep);
      }
    } else if (dominators(route) < keep) {
      insert(route, cost);
      for (int i = routes.size() - 1; i >= 0; i--) {
        if (compiled.dominates(route, routes.get(i)) && dominators(routes.get(i)) >= keep) {
          remove(i);
        }
      }
    }
  }

  private void insert(PartialRoute route, double cost) {
    int size = routes.size();
    if (size == costs.length) {
      costs = Arrays.copyOf(costs, 2 * size);
    }
    int index = size;
    while (index > 0 && costs[index - 1] > cost) {
      costs[index] = costs[index - 1];
      index--;
    }
    routes.add(index, route);
    costs[index] = cost;
  }

  private void remove(int index) {
    System.arraycopy(costs, index + 1, costs, index, routes.size() - 1 - index);
    routes.remove(index);
  }

  private long dominators(PartialRoute route) {
    long count = 0;
    for (PartialRoute other : routes) {
      if (other != route && compiled.dominates(other, route)) {
        count++;
      }
    }
    return count;
  }
}
