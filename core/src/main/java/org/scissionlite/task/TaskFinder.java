package org.scissionlite.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.Segmentation.Form;

/**
 * Finds out a task from the shapes of inputs and outputs, where that is safe: a map [1,1,H,W] alone
 * may be of depths, of one class or of anomalies, and is none of them until somebody says so.
 */
final class TaskFinder {
  private TaskFinder() {}

  static Task find(ModelEnds ends) {
    return detection(ends)
        .or(() -> classification(ends))
        .or(() -> anomaly(ends))
        .or(() -> segmentation(ends))
        .orElse(new RawTensors());
  }

  private static Optional<Task> detection(ModelEnds ends) {
    return HeadFinder.head(ends, false).flatMap(head -> fitting(head, ends));
  }

  private static Optional<Task> fitting(DetectionHead head, ModelEnds ends) {
    try {
      return Optional.of(
          Detection.parse(
              new TaskSpec(Detection.KIND, Map.of("head", TaskSpec.lower(head))), ends));
    } catch (UsageException e) {
      return Optional.empty();
    }
  }

  /** Scores of classes as the first output, or else the number of a class. */
  private static Optional<Task> classification(ModelEnds ends) {
    if (ends.outputs().isEmpty()) {
      return Optional.empty();
    }
    TensorSpec first = ends.outputs().get(0);
    if (Classification.isScores(first)) {
      return Optional.of(Classification.of(first, ends));
    }
    if (!Classification.isIndex(first)) {
      return Optional.empty();
    }
    List<TensorSpec> scores = ends.outputs().stream().filter(Classification::isScores).toList();
    return Optional.of(Classification.of(scores.size() == 1 ? scores.get(0) : first, ends));
  }

  /** A map and a score, and nothing else. */
  private static Optional<Task> anomaly(ModelEnds ends) {
    if (ends.outputs().size() != 2 || ends.picture().isEmpty()) {
      return Optional.empty();
    }
    Optional<TensorSpec> map = ends.outputs().stream().filter(Anomaly::isMap).findFirst();
    Optional<TensorSpec> score = ends.outputs().stream().filter(Anomaly::isScore).findFirst();
    return map.isPresent() && score.isPresent()
        ? Optional.of(Anomaly.of(map, score))
        : Optional.empty();
  }

  /** A map of class numbers, or scores of two or more classes of the input's size. */
  private static Optional<Task> segmentation(ModelEnds ends) {
    if (ends.outputs().size() != 1 || ends.picture().isEmpty()) {
      return Optional.empty();
    }
    TensorSpec output = ends.outputs().get(0);
    return Segmentation.form(output, ends)
        .filter(form -> form == Form.MAP || areScores(output, form, ends))
        .map(form -> Segmentation.of(output, form, ends));
  }

  /** Three channels of the input's size may be a picture. */
  private static boolean areScores(TensorSpec output, Form form, ModelEnds ends) {
    if (form == Form.BINARY) {
      return false;
    }
    Shape shape = output.shape();
    int channels = shape.dim(form == Form.NCHW ? 1 : 3);
    ModelEnds.Size size = ends.requirePicture();
    boolean whole =
        form == Form.NHWC || (shape.dim(2) == size.height() && shape.dim(3) == size.width());
    return ends.labels().isEmpty()
        ? whole && channels >= 2 && channels != 3
        : channels == ends.labels().size() && channels >= 2;
  }
}
