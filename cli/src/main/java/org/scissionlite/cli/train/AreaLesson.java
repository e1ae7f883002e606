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
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Segmentation;
import org.scissionlite.task.Task;
import org.scissionlite.task.truth.Truth;
import org.scissionlite.training.Objective;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.examples.AreaExamples;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.ImageExamples;

/**
 * The class of each place of a picture, by masks.
 *
 * @param folder of the images
 * @param truths where the masks are
 * @param classes their names
 */
record AreaLesson(DataFolder folder, TruthOptions truths, List<String> classes) implements Lesson {
  private static final String NAMES = "masks.labels.txt";
  private static final String TRAIN = "train";
  private static final String VALIDATION = "val";

  AreaLesson {
    classes = List.copyOf(classes);
  }

  /**
   * @throws UsageException if the folder holds no images, or not the names of the classes
   */
  static AreaLesson of(DataFolder folder, TruthOptions truths) {
    folder.splits();
    Path names = folder.path().resolve(NAMES);
    if (!Files.isRegularFile(names)) {
      throw new UsageException(
          "data %s: expected the names of the masks' classes, one a line from class 0 on, in %s"
              .formatted(folder.path(), NAMES));
    }
    return new AreaLesson(folder, truths, LabelFile.read(names));
  }

  @Override
  public TrainingData data(Preprocessing preprocessing, ModelGraph graph, long seed) {
    Examples training = examples(TRAIN, preprocessing, graph);
    return hasValidation()
        ? new TrainingData(training, examples(VALIDATION, preprocessing, graph))
        : TrainingData.divided(training, training.size(), seed);
  }

  private Examples examples(String split, Preprocessing preprocessing, ModelGraph graph) {
    Segmentation task = task(graph);
    TestImages images = folder.read(split);
    Function<Path, Optional<Truth>> masks = truths.of(task, folder.path(), split, images, classes);
    Examples examples =
        new ImageExamples(
            images.images().stream().map(TestImage::file).toList(),
            images.images().stream().map(TestImage::label).toList(),
            masks,
            preprocessing,
            graph.inputs().get(0));
    return new AreaExamples(examples, classes.size(), task.width(), task.height());
  }

  @Override
  public Objective objective(ModelGraph graph) {
    return new Objective.Areas(task(graph));
  }

  private Segmentation task(ModelGraph graph) {
    Task task = Task.of(new ModelEnds(graph.inputs(), graph.outputs(), classes));
    if (task instanceof Segmentation areas && areas.classes() == classes.size()) {
      return areas;
    }
    throw new UsageException(
        "model '%s' answers %s; expected a score for each of the %d classes of %s at each place, [1,%d,H,W]"
            .formatted(graph.name(), graph.outputs(), classes.size(), NAMES, classes.size()));
  }

  @Override
  public String right() {
    return "places right";
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
