package org.scissionlite.cli.report;

import org.scissionlite.cli.optimise.OptimiseReport;
import org.scissionlite.evidence.Loss;

/**
 * The accuracy that a way loses, in percentage points against the uncut model.
 *
 * @param points lost on the images; below 0 where it gains
 * @param judged what is compared with the most that may be lost: a gain counts as none, and where
 *     {@code optimise} confirmed the layer it is the most that other images may lose
 * @param low lower end of the 95 % interval
 * @param high upper end
 * @param images on which it stands; 0 where nothing can be lost, or it is not known
 */
record WayLoss(double points, double judged, double low, double high, int images) {
  private static final int PERCENT = 100;

  static WayLoss of(Loss loss) {
    return new WayLoss(
        PERCENT * loss.share(),
        PERCENT * loss.counted(),
        PERCENT * loss.low(),
        PERCENT * loss.high(),
        loss.images());
  }

  static WayLoss of(OptimiseReport.Way way) {
    return new WayLoss(
        way.dropPoints(),
        way.atMostDropPoints(),
        way.dropPoints(),
        way.atMostDropPoints(),
        way.images());
  }
}
