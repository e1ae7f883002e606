package org.scissionlite.cli.train;

import java.util.List;
import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.cli.source.TruthOptions;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.task.Segmentation;
import org.scissionlite.training.Objective;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.examples.AreaExamples;
import org.scissionlite.training.examples.Examples;

/**
 * The class of each place of a picture, by masks.
 *
 * @param images with their masks
 */
record AreaLesson(MarkedFolder images) implements Lesson {
  private static final String NAMES = "masks.labels.txt";

  /**
   * @throws UsageException if the folder holds no images, or not the names of the classes
   */
  static AreaLesson of(DataFolder folder, TruthOptions truths) {
    return new AreaLesson(MarkedFolder.of(folder, truths, "masks", NAMES));
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
    Segmentation task = task(graph);
    return new AreaExamples(
        images.examples(task, split, preprocessing, graph),
        classes().size(),
        task.width(),
        task.height());
  }

  @Override
  public Objective objective(ModelGraph graph) {
    return new Objective.Areas(task(graph));
  }

  private Segmentation task(ModelGraph graph) {
    if (images.task(graph) instanceof Segmentation areas && areas.classes() == classes().size()) {
      return areas;
    }
    int classes = classes().size();
    throw new UsageException(
        "model '%s' answers %s; expected a score for each of the %d classes of %s at each place, [1,%d,H,W]"
            .formatted(graph.name(), graph.outputs(), classes, NAMES, classes));
  }

  @Override
  public String right() {
    return "places right";
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
