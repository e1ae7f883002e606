package org.scissionlite.cli.train;

import java.nio.file.Path;
import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.LabelledImages;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.training.Objective;
import org.scissionlite.training.TrainingData;

/** The class of each picture. */
record ClassLesson(Path folder, LabelledImages images) implements Lesson {
  private static final double SMOOTHING = 0.1;

  /**
   * @throws UsageException if there are no two classes
   */
  static ClassLesson of(Path folder) {
    LabelledImages images = LabelledImages.read(folder);
    if (images.classes().size() < 2) {
      throw new UsageException(
          "data %s: all images are of the class '%s'; a classifier needs at least two classes"
              .formatted(folder, images.classes().get(0)));
    }
    return new ClassLesson(folder, images);
  }

  @Override
  public List<String> classes() {
    return images.classes();
  }

  @Override
  public TrainingData data(Preprocessing preprocessing, ModelGraph graph, long seed) {
    return new TrainingImages(images).data(preprocessing, graph.inputs().get(0), seed);
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
    return new TrainingImages(images).validation();
  }

  @Override
  public List<String> notes() {
    return LabelledImages.notes(folder);
  }
}
