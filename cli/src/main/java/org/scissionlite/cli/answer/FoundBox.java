package org.scissionlite.cli.answer;

import java.util.List;
import java.util.Optional;
import org.scissionlite.input.FittedView;
import org.scissionlite.task.Boxes;
import org.scissionlite.task.TopClasses;
import org.scissionlite.task.detection.Box;

/**
 * A box of an answer, for a person or a program.
 *
 * @param index of the class
 * @param label name of the class
 * @param score 0 to 1
 * @param left from the picture's left side
 * @param top from the picture's upper side
 * @param unit "pixels" of the picture, or "shares" of the model's input where the picture is gone
 */
public record FoundBox(
    int index,
    String label,
    double score,
    double left,
    double top,
    double right,
    double bottom,
    String unit) {
  /**
   * The boxes that are shown of an answer.
   *
   * @param view what the model saw of the picture; nothing where that is gone
   */
  static List<FoundBox> of(Boxes found, List<String> labels, Optional<FittedView> view) {
    return found.from(Boxes.SHOWN).stream().map(box -> of(box, labels, view)).toList();
  }

  private static FoundBox of(Box box, List<String> labels, Optional<FittedView> view) {
    Box placed = view.map(seen -> placed(box, seen)).orElse(box);
    return new FoundBox(
        box.label(),
        TopClasses.name(box.label(), labels),
        box.score(),
        placed.left(),
        placed.top(),
        placed.right(),
        placed.bottom(),
        view.isPresent() ? "pixels" : "shares");
  }

  private static Box placed(Box box, FittedView view) {
    return box.placed(view.left(), view.top(), view.width(), view.height())
        .clipped(view.picture().width(), view.picture().height());
  }
}
