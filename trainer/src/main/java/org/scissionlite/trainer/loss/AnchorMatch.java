package org.scissionlite.trainer.loss;

import java.util.Arrays;
import java.util.List;
import org.scissionlite.task.detection.Anchors;
import org.scissionlite.task.detection.Box;
import org.scissionlite.task.truth.Truth;

/**
 * Which box an anchor is to find, as RetinaNet has it: the one that it overlaps most, by half or
 * more; none below 0.4; between the two, and on crowds, it counts neither way. A box that no anchor
 * overlaps by half is found by those that overlap it most.
 */
final class AnchorMatch {
  /** Of an anchor that is to find nothing. */
  static final int BACKGROUND = -1;

  /** Of an anchor that counts neither way. */
  static final int IGNORED = -2;

  private static final double MATCHED = 0.5;
  private static final double UNMATCHED = 0.4;

  private final float[] centres;
  private final float[] sizes;
  private final int count;

  AnchorMatch(Anchors anchors) {
    this.centres = anchors.centres().toFloats();
    this.sizes = anchors.sizes().toFloats();
    this.count = anchors.count();
  }

  int count() {
    return count;
  }

  /**
   * For each anchor the place of its box in the list, {@value #BACKGROUND} or {@value #IGNORED}.
   *
   * @param boxes in pixels
   */
  int[] of(List<Truth.Marked> boxes) {
    int[] found = new int[count];
    Arrays.fill(found, BACKGROUND);
    double[] best = new double[count];
    for (int i = 0; i < boxes.size(); i++) {
      for (int anchor = 0; anchor < count; anchor++) {
        double overlap = overlap(boxes.get(i).box(), anchor);
        if (overlap > best[anchor]) {
          best[anchor] = overlap;
          found[anchor] = overlap < UNMATCHED ? BACKGROUND : overlap < MATCHED ? IGNORED : i;
        }
      }
    }
    for (int i = 0; i < boxes.size(); i++) {
      takeNearest(boxes.get(i), i, found);
    }
    for (int anchor = 0; anchor < count; anchor++) {
      boolean crowd = found[anchor] >= 0 && boxes.get(found[anchor]).crowd();
      found[anchor] = crowd ? IGNORED : found[anchor];
    }
    return found;
  }

  /** Gives a box that has no anchor those that overlap it most, where they have no box either. */
  private void takeNearest(Truth.Marked box, int number, int[] found) {
    double most = 0;
    for (int anchor = 0; anchor < count; anchor++) {
      if (found[anchor] == number) {
        return;
      }
      most = found[anchor] < 0 ? Math.max(most, overlap(box.box(), anchor)) : most;
    }
    for (int anchor = 0; anchor < count && most > 0; anchor++) {
      if (found[anchor] < 0 && overlap(box.box(), anchor) == most) {
        found[anchor] = number;
      }
    }
  }

  private double overlap(Box box, int anchor) {
    double width = sizes[anchor];
    double height = sizes[count + anchor];
    double left = centres[anchor] - width / 2;
    double top = centres[count + anchor] - height / 2;
    double across = Math.min(box.right(), left + width) - Math.max(box.left(), left);
    double down = Math.min(box.bottom(), top + height) - Math.max(box.top(), top);
    double shared = across > 0 && down > 0 ? across * down : 0;
    return shared / (box.area() + width * height - shared);
  }

  /** The offsets from an anchor to a box in pixels: x, y, width, height. */
  double[] offsets(Box box, int anchor) {
    double width = sizes[anchor];
    double height = sizes[count + anchor];
    return new double[] {
      ((box.left() + box.right()) / 2 - centres[anchor]) / width,
      ((box.top() + box.bottom()) / 2 - centres[count + anchor]) / height,
      Math.log((box.right() - box.left()) / width),
      Math.log((box.bottom() - box.top()) / height)
    };
  }
}
