package org.scissionlite.benchmarks.experiment.report;

import java.util.Locale;
import java.util.Optional;
import org.scissionlite.benchmarks.experiment.Goals;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.experiment.SliceAccuracy;

/**
 * How often the slices of a row are right.
 *
 * @param labelled whether classes are known; else it is the agreement with the uncut model
 * @param images how many
 * @param percent that are right
 * @param lowPercent lower end of the exact 95 % interval
 * @param highPercent upper end
 * @param lostPoints less than the uncut model's, in percentage points
 * @param lostLow lower end of the 95 % interval of what is lost; null where it is not known
 * @param lostHigh upper end; null where it is not known
 * @param retrained whether the slices were trained at their cut
 * @param untrainedPercent of the same slices as they were before; null where that is the same, or
 *     not known
 */
public record Judged(
    boolean labelled,
    int images,
    double percent,
    double lowPercent,
    double highPercent,
    double lostPoints,
    Double lostLow,
    Double lostHigh,
    boolean retrained,
    Double untrainedPercent) {
  static Optional<Judged> of(Goals goals, String model, Measured measured) {
    return goals
        .accuracy(model, measured)
        .map(found -> of(found, untrained(goals, model, measured, found)));
  }

  private static Double untrained(
      Goals goals, String model, Measured measured, SliceAccuracy found) {
    return found.retrained()
        ? goals.accuracy(model, measured, false).map(SliceAccuracy::percent).orElse(null)
        : null;
  }

  private static Judged of(SliceAccuracy found, Double untrained) {
    return new Judged(
        found.labelled(),
        found.images(),
        found.percent(),
        found.lowPercent(),
        found.highPercent(),
        found.lostPoints(),
        found.loss().map(loss -> 100 * loss.low()).orElse(null),
        found.loss().map(loss -> 100 * loss.high()).orElse(null),
        found.retrained(),
        untrained);
  }

  /** As the table has it, such as "97.8 % (95.2 to 99.2)". */
  String words() {
    return String.format(
        Locale.ROOT,
        "%s%.1f %% (%.1f to %.1f)%s",
        labelled ? "" : "agrees ",
        percent,
        lowPercent,
        highPercent,
        untrainedPercent == null
            ? ""
            : String.format(Locale.ROOT, ", before it was trained %.1f %%", untrainedPercent));
  }
}
