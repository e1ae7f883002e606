package org.scissionlite.task.measure;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.task.Boxes;
import org.scissionlite.task.detection.Box;
import org.scissionlite.task.truth.Truth;

/** Mean average precision, and the share of boxes that the uncut model finds, too. */
final class BoxJudge implements Judge {
  private static final double MATCHED = 0.5;

  private final AveragePrecision precision = new AveragePrecision();
  private final MeanTally matched = new MeanTally();
  private boolean known;

  @Override
  public void add(Seen seen) {
    Boxes found = (Boxes) seen.found();
    matched.add(matched(found.from(Boxes.SHOWN), ((Boxes) seen.uncut()).from(Boxes.SHOWN)));
    seen.truth()
        .ifPresent(
            truth -> {
              known = true;
              precision.add(found.boxes(), inView(((Truth.Boxes) truth).boxes(), seen.view()));
            });
  }

  private static List<AveragePrecision.Truth> inView(List<Truth.Marked> boxes, View view) {
    return boxes.stream()
        .map(
            each ->
                new AveragePrecision.Truth(
                    each.box()
                        .placed(
                            -view.left() / view.width(),
                            -view.top() / view.height(),
                            1 / view.width(),
                            1 / view.height()),
                    each.crowd()))
        .toList();
  }

  /**
   * Twice the pairs over the boxes of both (F1): each box is paired with the free one of its class
   * that it overlaps most, by half or more. 1 where neither has a box.
   */
  static double matched(List<Box> found, List<Box> wanted) {
    if (found.isEmpty() && wanted.isEmpty()) {
      return 1;
    }
    List<Box> free = new ArrayList<>(wanted);
    int pairs = 0;
    for (Box box : found) {
      Box best = null;
      for (Box other : free) {
        boolean fits = other.label() == box.label() && other.overlap(box) >= MATCHED;
        if (fits && (best == null || other.overlap(box) > best.overlap(box))) {
          best = other;
        }
      }
      if (best != null) {
        free.remove(best);
        pairs++;
      }
    }
    return 2.0 * pairs / (found.size() + wanted.size());
  }

  @Override
  public List<Measured> labelled() {
    return known
        ? List.of(
            new Measured("mAP 0.5:0.95", precision.tally(AveragePrecision.COCO)),
            new Measured("mAP 0.5", precision.tally(AveragePrecision.AT_HALF)))
        : List.of();
  }

  @Override
  public List<Measured> agreement() {
    return List.of(new Measured("matched boxes", matched));
  }
}
