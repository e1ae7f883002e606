package org.scissionlite.training.search.trial;

import org.scissionlite.task.measure.Bootstrap;

/**
 * What a layer loses by the measure of a task that is not classification, such as mAP; by paired
 * bootstrap over the images.
 *
 * @param measure its name
 * @param points the uncut model's on these images less that with the layer
 * @param atMostOneIn20 what it loses at most but for one draw in 20
 * @param atMostOneIn40 what it loses at most but for one draw in 40
 */
public record MeasuredDrop(
    String measure, double points, double atMostOneIn20, double atMostOneIn40) {
  private static final double ONE_IN_20 = 0.05;
  private static final double ONE_IN_40 = 0.025;
  private static final double DEVIATIONS_95 = 1.645;

  static MeasuredDrop of(String measure, Bootstrap toUncut) {
    return new MeasuredDrop(
        measure, -toUncut.points(), -toUncut.percentile(ONE_IN_20), -toUncut.percentile(ONE_IN_40));
  }

  /** What it loses at most, but for a risk. */
  public double atMost(double risk) {
    return risk < ONE_IN_20 ? atMostOneIn40 : atMostOneIn20;
  }

  /** The drop to expect on other images. */
  ExpectedDrop expected() {
    double deviation = Math.max(0, atMostOneIn20 - points) / DEVIATIONS_95;
    return new ExpectedDrop(Math.max(0, points) / 100, deviation / 100);
  }
}
