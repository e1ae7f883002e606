package org.scissionlite.benchmarks.adaptation;

import java.util.List;

/**
 * What became of the images of one policy.
 *
 * @param policy {@link #ADAPTIVE}, or the scenario that answers all
 * @param images in the order in which they came
 * @param decisions what the policy has told
 */
public record PolicyRun(String policy, List<Image> images, List<String> decisions) {
  /** The policy that adapts. */
  static final String ADAPTIVE = "adaptive";

  public PolicyRun {
    images = List.copyOf(images);
    decisions = List.copyOf(decisions);
  }

  /**
   * One image.
   *
   * @param second when it came
   * @param millis until its answer; 0 where it was dropped or failed
   * @param scenario that has answered; empty where it was dropped or failed
   * @param inTime whether the answer was there by the deadline
   */
  public record Image(double second, double millis, String scenario, boolean inTime) {}

  /** How many images that came within a time were answered in time. */
  long inTime(double from, double to) {
    return images.stream()
        .filter(each -> each.inTime() && each.second() >= from && each.second() < to)
        .count();
  }
}
