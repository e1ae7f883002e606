package org.scissionlite.task.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Non-maximum suppression: of boxes of one class that overlap by more than a share, the one of the
 * highest score stays.
 *
 * @param overlap intersection over union, 0 to 1; at 1 all stay
 */
public record Suppression(double overlap) {
  /** The most boxes that are compared with each other. */
  private static final int MOST_COMPARED = 1000;

  /** The most boxes of an answer. */
  private static final int MOST = 300;

  /** The boxes that stay, the highest score first; of equal scores the earlier one. */
  public List<Box> of(List<Box> candidates) {
    List<Box> sorted =
        candidates.stream()
            .sorted(Comparator.comparingDouble(Box::score).reversed())
            .limit(MOST_COMPARED)
            .toList();
    Map<Integer, List<Box>> kept = new HashMap<>();
    List<Box> all = new ArrayList<>();
    for (Box each : sorted) {
      List<Box> same = kept.computeIfAbsent(each.label(), label -> new ArrayList<>());
      if (all.size() < MOST && same.stream().noneMatch(higher -> higher.overlap(each) > overlap)) {
        same.add(each);
        all.add(each);
      }
    }
    return List.copyOf(all);
  }
}
