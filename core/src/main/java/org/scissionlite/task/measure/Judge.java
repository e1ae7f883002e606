package org.scissionlite.task.measure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.FittedView;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.TensorSpec;
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

    /** What a model sees of a picture. */
    public static View of(Pixels upright, Preprocessing preprocessing, TensorSpec input) {
      FittedView view = FittedView.of(upright, preprocessing, input);
      double width = view.picture().width();
      double height = view.picture().height();
      return new View(
          view.left() / width, view.top() / height, view.width() / width, view.height() / height);
    }

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

  /** The measure that counts: the first that labels define, else that of the agreement. */
  default Measured main() {
    return labelled().stream()
        .filter(each -> !Double.isNaN(each.tally().points()))
        .findFirst()
        .orElseGet(() -> agreement().get(0));
  }

  /** The measure of a name, which there must be. */
  default Measured named(String name) {
    return Stream.concat(labelled().stream(), agreement().stream())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ScissionLiteException("no measure is called " + name));
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
