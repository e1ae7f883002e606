package org.scissionlite.task;

import java.util.List;
import org.scissionlite.task.detection.Box;

/**
 * What a detector found.
 *
 * @param boxes in shares of the model's input, the highest score first
 */
public record Boxes(List<Box> boxes) implements Reading {
  /** From this score on a box is shown, and counts where there are no labels. */
  public static final double SHOWN = 0.25;

  public Boxes {
    boxes = List.copyOf(boxes);
  }

  /** Those of at least a score. */
  public List<Box> from(double score) {
    return boxes.stream().filter(box -> box.score() >= score).toList();
  }
}
