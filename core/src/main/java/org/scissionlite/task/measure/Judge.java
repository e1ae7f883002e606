package org.scissionlite.task.measure;

import java.util.List;
import java.util.Optional;
import org.scissionlite.task.Anomaly;
import org.scissionlite.task.Classification;
import org.scissionlite.task.Detection;
import org.scissionlite.task.Reading;
import org.scissionlite.task.Segmentation;
import org.scissionlite.task.Task;
import org.scissionlite.task.truth.Truth;

/** Counts the answers of one subject, image by image, by the measures of its task. */
public interface Judge {
  /**
   * One image.
   *
   * @param found what the subject answered
   * @param uncut what the uncut model answers
   * @param truth what is right, where that is known
   * @param view what part of the picture the model saw
   */
  record Seen(Reading found, Reading uncut, Optional<Truth> truth, View view) {}

  /**
   * The part of a picture that the model sees, in shares of the picture.
   *
   * @param left of the part
   * @param top of the part
   */
  record View(double left, double top, double width, double height) {
    /** All of it. */
    public static final View WHOLE = new View(0, 0, 1, 1);

    double column(double x) {
      return (x - left) / width;
    }

    double row(double y) {
      return (y - top) / height;
    }
  }

  /**
   * A measure of all images so far.
   *
   * @param name such as "mAP 0.5:0.95"
   * @param tally what it is of any resample
   */
  record Measured(String name, Tally tally) {}

  /** Adds an image. */
  void add(Seen seen);

  /** The measures against labels, the one that counts first; none without labels. */
  List<Measured> labelled();

  /** The measures against the uncut model, the one that counts first. */
  List<Measured> agreement();

  /** The measure that counts: of the labels where there are some, else of the agreement. */
  default Measured main() {
    return labelled().isEmpty() ? agreement().get(0) : labelled().get(0);
  }

  /** Nothing counted yet, for a task. */
  static Judge of(Task task) {
    if (task instanceof Detection) {
      return new BoxJudge();
    }
    if (task instanceof Segmentation) {
      return new MaskJudge();
    }
    if (task instanceof Anomaly) {
      return new AnomalyJudge();
    }
    return task instanceof Classification ? new ClassJudge() : new ValueJudge();
  }
}
