package org.scissionlite.cli.source;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.evaluation.TestImages.TestImage;
import org.scissionlite.task.Task;
import org.scissionlite.task.truth.Truth;
import org.scissionlite.task.truth.TruthFiles;
import org.scissionlite.task.truth.Truths;
import picocli.CommandLine.Option;

/** Where the labels of boxes, masks and anomalies lie. */
public final class TruthOptions {
  @Option(
      names = "--annotations",
      converter = FilePath.class,
      paramLabel = "FILE|DIR",
      description =
          "Boxes that are to be found: a COCO JSON file, or a folder of YOLO's text files. Default: annotations/instances_SPLIT.json or annotations.json in the data folder, else YOLO's files in a folder 'labels' beside 'images'.")
  private Path annotations;

  @Option(
      names = "--masks",
      converter = FolderPath.class,
      paramLabel = "DIR",
      description =
          "Masks of the pictures, PNG files with the number of a class in each pixel. Default: a folder 'masks' beside 'images', or 'ground_truth'.")
  private Path masks;

  private final Set<Path> checked = new HashSet<>();

  /** Where nothing is named. */
  public static TruthOptions usual() {
    return new TruthOptions();
  }

  /**
   * What is right for a picture; nothing for any where there are no labels for the task. All that
   * is said of the images is read once beforehand, so that what is wrong is told at once.
   *
   * @param labels of the model
   * @throws org.scissionlite.error.UsageException if a file is damaged, names a class that the
   *     model does not have, or is missing while others have one
   */
  public Function<Path, Optional<Truth>> of(
      Task task, Path data, String split, TestImages images, List<String> labels) {
    TruthFiles files =
        new TruthFiles(data, split, Optional.ofNullable(annotations), Optional.ofNullable(masks));
    Truths truths = Truths.of(task, files, labels, classes(images));
    if (!truths.areKnown()) {
      return image -> Optional.empty();
    }
    images.images().stream().map(TestImage::file).filter(checked::add).forEach(truths::of);
    return image -> Optional.of(truths.of(image));
  }

  private static Map<Path, String> classes(TestImages images) {
    Map<Path, String> classes = new HashMap<>();
    images
        .images()
        .forEach(
            image ->
                classes.put(
                    image.file(),
                    image.label().isPresent()
                        ? images.classes().get(image.label().getAsInt())
                        : ""));
    return classes;
  }
}
