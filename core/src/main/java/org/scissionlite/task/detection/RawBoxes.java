package org.scissionlite.task.detection;

import java.util.ArrayList;
import java.util.List;

/**
 * Boxes as a head gives them, four numbers each.
 *
 * <p>Of two thousand places most hold nothing: those below a least score are left out at once.
 */
public final class RawBoxes {
  /** Boxes below this score are no answer. */
  private static final double LEAST_SCORE = 0.001;

  /** Coordinates above this are pixels, where nobody says what they are. */
  private static final double LARGEST_SHARE = 2;

  private final BoxForm form;
  private final List<Box> boxes = new ArrayList<>();

  public RawBoxes(BoxForm form) {
    this.form = form;
  }

  /** Adds a box; one that is not a number, or of too small a score, is left out. */
  public void add(int label, double score, double a, double b, double c, double d) {
    if (score >= LEAST_SCORE && Double.isFinite(a + b + c + d) && Double.isFinite(score)) {
      boxes.add(form.box(label, score, a, b, c, d));
    }
  }

  /** What coordinates are measured in. */
  public enum Units {
    /** Of the model's input. */
    PIXELS,
    /** Shares of the model's input, 0 to 1. */
    SHARES,
    /** Pixels where a coordinate of the answer is above 2, else shares. */
    AUTO
  }

  /** The boxes in shares of an input of a size. */
  public List<Box> inShares(Units units, int width, int height) {
    boolean pixels =
        units == Units.PIXELS
            || (units == Units.AUTO
                && boxes.stream()
                    .anyMatch(box -> Math.max(box.right(), box.bottom()) > LARGEST_SHARE));
    return pixels
        ? boxes.stream().map(box -> box.placed(0, 0, 1.0 / width, 1.0 / height)).toList()
        : boxes;
  }
}
