package org.scissionlite.training;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.scissionlite.block.Cut;
import org.scissionlite.error.ScissionLiteException;

/**
 * What a search says of the kinds of layers that it compared.
 *
 * @param candidates the trial of each kind's coarsest layer
 * @param leftOut kinds that could not be fitted, each with the reason
 */
record SearchWords(SearchGoal goal, Cut cut, List<SearchTrial> candidates, List<String> leftOut) {
  /**
   * Why a layer was chosen.
   *
   * @param finer how often it was made finer to be confirmed
   */
  String why(int finer) {
    String compared =
        candidates.stream()
            .sorted(Comparator.comparingDouble(SearchTrial::meanBytes))
            .map(each -> String.format(Locale.ROOT, "%s %,.0f", each.spec(), each.meanBytes()))
            .collect(Collectors.joining("; "));
    String after = finer == 0 ? "" : "; made finer " + finer + " times to be confirmed";
    String without =
        leftOut.isEmpty() ? "" : "; could not be fitted: " + String.join("; ", leftOut);
    return "fewest bytes an image at the allowed drop: " + compared + after + without;
  }

  /** That the chosen layer did not hold on other images, however fine it was made. */
  ScissionLiteException unconfirmed(SearchTrial last, SearchTrial chosen) {
    return new ScissionLiteException(
        "cut '%s': %s reached the goal on the images it was chosen on, but not on %d others (%.2f points expected there, %,.0f bytes), and finer ones neither; give more images, allow more or choose a later cut"
            .formatted(
                cut.name(),
                last.spec(),
                last.images(),
                last.expectedDropPoints(chosen),
                last.meanBytes()));
  }

  /** That no layer reaches the goal, and what came nearest. */
  ScissionLiteException nothing() {
    String nearest =
        candidates.stream()
            .min(Comparator.comparingDouble(SearchTrial::expectedDropPoints))
            .map(
                trial ->
                    "the nearest is %s with an expected drop of %.2f points and %,.0f bytes"
                        .formatted(trial.spec(), trial.expectedDropPoints(), trial.meanBytes()))
            .orElseGet(() -> String.join("; ", leftOut));
    return new ScissionLiteException(
        "cut '%s': no transfer layer stays within %s points and %s bytes; %s; allow more or choose a later cut"
            .formatted(
                cut.name(),
                goal.maxDropPoints(),
                goal.maxBytes() == Long.MAX_VALUE ? "any" : "%,d".formatted(goal.maxBytes()),
                nearest));
  }
}
