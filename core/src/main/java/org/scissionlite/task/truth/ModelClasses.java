package org.scissionlite.task.truth;

import java.nio.file.Path;
import org.scissionlite.error.UsageException;
import org.scissionlite.task.Detection;
import org.scissionlite.task.Segmentation;
import org.scissionlite.task.Task;

/**
 * The classes that a model can find: what is marked on pictures must be among them, or no answer
 * could be right.
 *
 * @param count how many; 0 where that is not known
 */
record ModelClasses(int count) {
  private static final String MASK_HINT =
      "number the masks' classes as the model does, with 255 where none counts";

  static ModelClasses of(Task task) {
    if (task instanceof Detection boxes) {
      return new ModelClasses(boxes.classes());
    }
    return new ModelClasses(task instanceof Segmentation areas ? areas.classes() : 0);
  }

  /**
   * Checks the number of a class.
   *
   * @param place where it stands
   * @param hint what a person can do
   * @throws UsageException if the model does not have it
   */
  void require(int found, String place, String hint) {
    if (count > 0 && found >= count) {
      throw new UsageException(
          "%s: class %d, but the model has the classes 0 to %d; %s"
              .formatted(place, found, count - 1, hint));
    }
  }

  /** Checks the classes of all places of a mask. */
  Mask requireAll(Mask mask, Path file) {
    require(mask.highest(), "mask " + file, MASK_HINT);
    return mask;
  }
}
