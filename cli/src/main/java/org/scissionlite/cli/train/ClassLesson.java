package org.scissionlite.cli.train;

import java.util.List;
import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.LabelledImages;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ModelGraph;
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
    return new TrainingImages(folder, images).data(preprocessing, graph.inputs().get(0), seed);
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
