package org.scissionlite.cli.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.cli.source.LabelFile;
import org.scissionlite.cli.source.TruthOptions;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.evaluation.TestImages.TestImage;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.task.Detection;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import org.scissionlite.task.truth.Truth;
import org.scissionlite.training.Objective;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.examples.BoxExamples;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.ImageExamples;

/**
 * What is where in a picture, by boxes.
 *
 * @param folder of the images
 * @param truths where the boxes are
 * @param classes their names
 */
record BoxLesson(DataFolder folder, TruthOptions truths, List<String> classes) implements Lesson {
  private static final String NAMES = "boxes.labels.txt";
  private static final String TRAIN = "train";
  private static final String VALIDATION = "val";

  BoxLesson {
    classes = List.copyOf(classes);
  }

  /**
   * @throws UsageException if the folder holds no images, or not the names of the classes
   */
  static BoxLesson of(DataFolder folder, TruthOptions truths) {
    folder.splits();
    Path names = folder.path().resolve(NAMES);
    if (!Files.isRegularFile(names)) {
      throw new UsageException(
          "data %s: expected the names of the boxes' classes, one a line from class 0 on, in %s"
              .formatted(folder.path(), NAMES));
    }
    return new BoxLesson(folder, truths, LabelFile.read(names));
  }

  @Override
  public TrainingData data(Preprocessing preprocessing, ModelGraph graph, long seed) {
    Examples training = examples(TRAIN, preprocessing, graph);
    return hasValidation()
        ? new TrainingData(training, examples(VALIDATION, preprocessing, graph))
        : TrainingData.divided(training, training.size(), seed);
  }

  private Examples examples(String split, Preprocessing preprocessing, ModelGraph graph) {
    TestImages images = folder.read(split);
    Function<Path, Optional<Truth>> boxes =
        truths.of(task(graph), folder.path(), split, images, classes);
    Examples examples =
        new ImageExamples(
            images.images().stream().map(TestImage::file).toList(),
            images.images().stream().map(TestImage::label).toList(),
            boxes,
            preprocessing,
            graph.inputs().get(0));
    return new BoxExamples(examples, classes.size());
  }

  @Override
  public Objective objective(ModelGraph graph) {
    return new Objective.Boxes(task(graph));
  }

  private Detection task(ModelGraph graph) {
    Task task = Task.of(new ModelEnds(graph.inputs(), graph.outputs(), classes));
    if (task instanceof Detection boxes) {
      return boxes;
    }
    throw new UsageException(
        "model '%s' answers %s; expected boxes with a score for each of the %d classes of %s, [1,%d,N]"
            .formatted(graph.name(), graph.outputs(), classes.size(), NAMES, 4 + classes.size()));
  }

  @Override
  public String right() {
    return "mAP 0.5:0.95";
  }

  @Override
  public String validation() {
    return hasValidation() ? "'val'" : "a tenth of 'train'";
  }

  private boolean hasValidation() {
    return folder.splits().containsAll(Set.of(TRAIN, VALIDATION));
  }

  @Override
  public List<String> notes() {
    return folder.notes();
  }
}
