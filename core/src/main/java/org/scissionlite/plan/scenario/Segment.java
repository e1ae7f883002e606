package org.scissionlite.plan.scenario;

import java.util.Objects;
import org.scissionlite.profile.SystemId;

/**
 * The blocks one system runs.
 *
 * @param system that runs them
 * @param firstBlock index of the first
 * @param lastBlock index of the last, inclusive
 * @param firstLayer number of the first layer
 * @param lastLayer number of the last layer, inclusive
 * @param executionNanos predicted time to run them, the way into the engine and back included
 */
public record Segment(
    SystemId system,
    int firstBlock,
    int lastBlock,
    int firstLayer,
    int lastLayer,
    long executionNanos) {
  public Segment {
    Objects.requireNonNull(system, "system of a segment is missing");
  }
}
