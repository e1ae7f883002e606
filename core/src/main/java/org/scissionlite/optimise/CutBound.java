package org.scissionlite.optimise;

import org.scissionlite.plan.scenario.Scenario;

/**
 * The least that a cut can cost: what it would if its transfer layer took no time and sent no byte.
 * Of the latency that is the device's part, one round trip, and the edge's part.
 *
 * @param cut its name
 * @param block index of the first block behind it; 0 for the input
 * @param scenario the way to run the model at that price
 * @param value of the objective
 */
public record CutBound(String cut, int block, Scenario scenario, double value) {
  /** Whether the cut lies before all layers, so that the picture itself is sent. */
  public boolean isInput() {
    return block == 0;
  }
}
