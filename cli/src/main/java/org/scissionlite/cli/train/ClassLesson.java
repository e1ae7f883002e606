package org.scissionlite.cli.train;

import java.util.List;
import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.LabelledImages;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.task.Classification;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import org.scissionlite.training.Objective;
import org.scissionlite.training.TrainingData;

/** The class of each picture. */
record ClassLesson(DataFolder folder, LabelledImages images) implements Lesson {
  private static final double SMOOTHING = 0.1;

  /**
   * @throws UsageException if there are no two classes
   */
  static ClassLesson of(DataFolder folder) {
    LabelledImages images = LabelledImages.read(folder.path());
    if (images.classes().size() < 2) {
      throw new UsageException(
          "data %s: all images are of the class '%s'; a classifier needs at least two classes"
              .formatted(folder.path(), images.classes().get(0)));
    }
    return new ClassLesson(folder, images);
  }

  @Override
  public List<String> classes() {
    return images.classes();
  }

  @Override
  public TrainingData data(Preprocessing preprocessing, ModelGraph graph, long seed) {
    requireSameClasses(graph);
    return new TrainingImages(folder, images).data(preprocessing, graph.inputs().get(0), seed);
  }

  /** Its classes are numbered in their order: of another number, they would be others' numbers. */
  private void requireSameClasses(ModelGraph graph) {
    Task task = Task.of(new ModelEnds(graph.inputs(), graph.outputs(), List.of()));
    if (task instanceof Classification scores
        && scores.classes() > 0
        && scores.classes() != classes().size()) {
      throw new UsageException(
          "data %s: %d classes (%s, ...), but the model '%s' has %d; give images of all its classes and of no others, or train zoo:NAME, which takes any number"
              .formatted(
                  folder.path(),
                  classes().size(),
                  classes().get(0),
                  graph.name(),
                  scores.classes()));
    }
  }

  @Override
  public Objective objective(ModelGraph graph) {
    return new Objective.Labels(SMOOTHING);
  }

  @Override
  public String right() {
    return "accuracy";
  }

  @Override
  public String validation() {
    return new TrainingImages(folder, images).validation();
  }

  @Override
  public List<String> notes() {
    return folder.notes();
  }
}
