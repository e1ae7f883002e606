package org.scissionlite.cli.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.scissionlite.task.Task;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.ImageExamples;

/**
 * Images to learn from whose boxes or masks are known.
 *
 * @param folder of the images
 * @param truths where the boxes or masks are
 * @param classes their names
 */
record MarkedFolder(DataFolder folder, TruthOptions truths, List<String> classes) {
  private static final String TRAIN = "train";
  private static final String VALIDATION = "val";

  MarkedFolder {
    classes = List.copyOf(classes);
  }

  /**
   * A folder that holds the names of the classes.
   *
   * @param marks as a message calls them, such as "boxes"
   * @param names the file of the names
   * @throws UsageException if the folder holds no images, or not the names of the classes
   */
  static MarkedFolder of(DataFolder folder, TruthOptions truths, String marks, String names) {
    folder.splits();
    Path file = folder.path().resolve(names);
    if (!Files.isRegularFile(file)) {
      throw new UsageException(
          "data %s: expected the names of the %s' classes, one a line from class 0 on, in %s"
              .formatted(folder.path(), marks, names));
    }
    return new MarkedFolder(folder, truths, LabelFile.read(file));
  }

  /** How the answers of a model read whose classes are these. */
  Task task(ModelGraph graph) {
    return Task.of(new ModelEnds(graph.inputs(), graph.outputs(), classes));
  }

  /** Examples to learn from and to choose by. */
  TrainingData data(Function<String, Examples> ofSplit, long seed) {
    Examples training = ofSplit.apply(TRAIN);
    return hasValidation()
        ? new TrainingData(training, ofSplit.apply(VALIDATION))
        : TrainingData.divided(training, training.size(), seed);
  }

  /** The images of a split with what is marked on them. */
  Examples examples(Task task, String split, Preprocessing preprocessing, ModelGraph graph) {
    TestImages images = folder.read(split);
    return new ImageExamples(
        images.images().stream().map(TestImage::file).toList(),
        images.images().stream().map(TestImage::label).toList(),
        truths.of(task, folder.path(), split, images, classes),
        preprocessing,
        graph.inputs().get(0));
  }

  /** What the best epoch is chosen on, in words. */
  String validation() {
    return hasValidation() ? "'val'" : "a tenth of 'train'";
  }

  private boolean hasValidation() {
    return folder.splits().containsAll(Set.of(TRAIN, VALIDATION));
  }
}
