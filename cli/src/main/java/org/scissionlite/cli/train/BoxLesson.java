package org.scissionlite.cli.train;

import java.util.List;
import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.cli.source.TruthOptions;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.task.Detection;
import org.scissionlite.training.Objective;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.examples.BoxExamples;
import org.scissionlite.training.examples.Examples;

/**
 * What is where in a picture, by boxes.
 *
 * @param images with their boxes
 */
record BoxLesson(MarkedFolder images) implements Lesson {
  private static final String NAMES = "boxes.labels.txt";

  /**
   * @throws UsageException if the folder holds no images, or not the names of the classes
   */
  static BoxLesson of(DataFolder folder, TruthOptions truths) {
    return new BoxLesson(MarkedFolder.of(folder, truths, "boxes", NAMES));
  }

  @Override
  public List<String> classes() {
    return images.classes();
  }

  @Override
  public TrainingData data(Preprocessing preprocessing, ModelGraph graph, long seed) {
    return images.data(split -> examples(split, preprocessing, graph), seed);
  }

  private Examples examples(String split, Preprocessing preprocessing, ModelGraph graph) {
    return new BoxExamples(
        images.examples(task(graph), split, preprocessing, graph), classes().size());
  }

  @Override
  public Objective objective(ModelGraph graph) {
    return new Objective.Boxes(task(graph));
  }

  private Detection task(ModelGraph graph) {
    if (images.task(graph) instanceof Detection boxes) {
      return boxes;
    }
    int classes = classes().size();
    throw new UsageException(
        "model '%s' answers %s; expected boxes with a score for each of the %d classes of %s, [1,%d,N]"
            .formatted(graph.name(), graph.outputs(), classes, NAMES, 4 + classes));
  }

  @Override
  public String right() {
    return "mAP 0.5:0.95";
  }

  @Override
  public String validation() {
    return images.validation();
  }

  @Override
  public List<String> notes() {
    return images.folder().notes();
  }
}
