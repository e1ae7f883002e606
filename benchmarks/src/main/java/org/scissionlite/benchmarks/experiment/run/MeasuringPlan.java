package org.scissionlite.benchmarks.experiment.run;

import java.util.List;

/**
 * What a device does at one place.
 *
 * @param assignments that take turns
 * @param bundles in the order of the edge's ports
 * @param pictures files, used one after another
 * @param intervalMillis from one request of a contender to its next; 0 for back to back
 * @param pace how many requests
 * @param edgePid the edge's process, whose processor time is read
 */
record MeasuringPlan(
    List<Assignment> assignments,
    List<String> bundles,
    List<String> pictures,
    long intervalMillis,
    Pace pace,
    long edgePid) {
  MeasuringPlan {
    assignments = List.copyOf(assignments);
    bundles = List.copyOf(bundles);
    pictures = List.copyOf(pictures);
  }

  /**
   * How many requests of each contender.
   *
   * @param isRehearsed whether both processes run the small model of the product first, as {@code
   *     device} and {@code edge} do before they say that they are ready
   * @param rehearsals requests of each contender before the device is held back
   * @param warmUps that do not count, before those that do
   * @param images that count
   * @param burst back to back: how many in one turn
   */
  record Pace(boolean isRehearsed, int rehearsals, int warmUps, int images, int burst) {}
}
