package org.scissionlite.profile.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.measure.sampling.MachineNoise;
import org.scissionlite.profile.measure.slice.BlockTimes;

/** Says in words what makes a benchmark's figures doubtful. */
final class ProfileWarnings {
  private static final double MOST_DISTURBED = 0.1;
  private static final double MOST_SPREAD = 0.1;

  private ProfileWarnings() {}

  /**
   * @param chosen the blocks' times that the profile gives
   */
  static List<String> of(MachineNoise noise, Timing whole, BlockTimes chosen) {
    List<String> warnings = new ArrayList<>();
    if (noise.share() > MOST_DISTURBED) {
      warnings.add(
          "noisy machine: other programs interrupted %s of the samples; the wait is left out"
              .formatted(percent(noise.share())));
    }
    double spread = (double) whole.spreadNanos() / Math.max(1, whole.medianNanos());
    if (spread > MOST_SPREAD) {
      warnings.add(
          "unsteady machine: the whole model's samples lie %s from their median, by the median"
              .formatted(percent(spread)));
    }
    double stray = chosen.stray(whole);
    if (!Profile.isNear(chosen.sumNanos(), whole.medianNanos())) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the blocks together stray by %s from the whole model's %.3f ms: do not trust their"
                  + " sums; benchmark again on a quiet machine, with more repeats",
              percent(stray),
              whole.medianMillis()));
    }
    return List.copyOf(warnings);
  }

  /** What a quota of processor time did to the measurement; nothing where it did nothing. */
  static Optional<String> ofQuota(long throttledNanos) {
    return throttledNanos <= 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "a quota of processor time held the process back for %.2f s; the times hold that"
                    + " wait, so benchmark under the quota that the system will run under",
                throttledNanos / 1e9));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
