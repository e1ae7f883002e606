package org.scissionlite.plan.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** Counts scenarios and keeps the fastest few. */
final class Fastest {
  private static final Comparator<ReferenceScenario> ORDER =
      Comparator.comparingDouble(ReferenceScenario::seconds)
          .thenComparing(ReferenceScenario::config);

  private final int keep;
  private final PriorityQueue<ReferenceScenario> slowestFirst =
      new PriorityQueue<>(ORDER.reversed());
  private long count;

  Fastest(int keep) {
    this.keep = keep;
  }

  void add(double seconds, Supplier<ReferenceScenario> scenario) {
    count++;
    if (slowestFirst.size() == keep && seconds > slowestFirst.element().seconds()) {
      return;
    }
    slowestFirst.add(scenario.get());
    if (slowestFirst.size() > keep) {
      slowestFirst.remove();
    }
  }

  ReferenceAnswer answer() {
    List<ReferenceScenario> sorted = new ArrayList<>(slowestFirst);
    sorted.sort(ORDER);
    return new ReferenceAnswer(count, sorted);
  }
}
