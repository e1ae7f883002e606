package org.scissionlite.training.search.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The trials that none beats in bytes and expected drop, the fewest bytes first. */
public final class TrialFront {
  private static final Comparator<SearchTrial> FEWEST_BYTES =
      Comparator.comparingDouble(SearchTrial::meanBytes)
          .thenComparingDouble(SearchTrial::expectedDropPoints);

  private TrialFront() {}

  /** The front of trials on the same images. */
  public static List<SearchTrial> of(List<SearchTrial> trials) {
    List<SearchTrial> front = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (SearchTrial trial : trials.stream().sorted(FEWEST_BYTES).toList()) {
      if (trial.expectedDropPoints() < least) {
        front.add(trial);
        least = trial.expectedDropPoints();
      }
    }
    return List.copyOf(front);
  }
}
