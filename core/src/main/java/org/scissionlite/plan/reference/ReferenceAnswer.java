package org.scissionlite.plan.reference;

import java.util.List;

/**
 * The answer of a reference planner.
 *
 * @param count how many scenarios meet the criteria
 * @param scenarios the fastest of them, in order
 */
public record ReferenceAnswer(long count, List<ReferenceScenario> scenarios) {
  public ReferenceAnswer {
    scenarios = List.copyOf(scenarios);
  }
}
