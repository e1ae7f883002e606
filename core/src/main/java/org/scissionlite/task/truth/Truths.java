package org.scissionlite.task.truth;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scissionlite.error.UsageException;
import org.scissionlite.task.Anomaly;
import org.scissionlite.task.Detection;
import org.scissionlite.task.Segmentation;
import org.scissionlite.task.Task;

/**
 * The labels of pictures, as far as there are some for a task; each is read when it is asked for.
 */
public final class Truths {
  private static final Set<String> SOUND = Set.of("good", "ok", "normal", "sound");

  private final Task task;
  private final TruthFiles files;
  private final Optional<CocoFile> coco;
  private final Map<Path, String> classes;
  private final ModelClasses ofModel;
  private final boolean known;

  private Truths(Task task, TruthFiles files, Optional<CocoFile> coco, Map<Path, String> classes) {
    this.task = task;
    this.files = files;
    this.coco = coco;
    this.classes = classes;
    this.ofModel = ModelClasses.of(task);
    this.known = classes.keySet().stream().anyMatch(this::isKnown);
  }

  /**
   * The labels of pictures for a task.
   *
   * @param labels of the model; empty where they are not known
   * @param classes the pictures, each with the name of its class; empty where it has none
   * @throws UsageException if the COCO file is none, or marks a class that the model does not have
   */
  public static Truths of(
      Task task, TruthFiles files, List<String> labels, Map<Path, String> classes) {
    Optional<CocoFile> coco =
        task instanceof Detection
            ? files.coco().map(file -> CocoFile.read(file, labels, ModelClasses.of(task)))
            : Optional.empty();
    return new Truths(task, files, coco, new HashMap<>(classes));
  }

  private boolean isKnown(Path image) {
    if (task instanceof Detection) {
      return coco.isPresent() ? coco.get().of(image).isPresent() : files.yolo(image).isPresent();
    }
    if (task instanceof Segmentation) {
      return files.mask(image).isPresent();
    }
    return task instanceof Anomaly
        && (files.mask(image).isPresent() || isSound(classes.get(image)));
  }

  private static boolean isSound(String name) {
    return SOUND.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether there are labels; where there are, pictures without a file show nothing. */
  public boolean areKnown() {
    return known;
  }

  /**
   * What is right for a picture.
   *
   * @throws UsageException if it is not known although that of others is, its file is damaged, or
   *     it shows a class that the model does not have
   */
  public Truth of(Path image) {
    if (task instanceof Detection) {
      return boxes(image);
    }
    Optional<Path> file = files.mask(image);
    Optional<Mask> mask = file.map(Mask::read);
    if (task instanceof Anomaly) {
      String name = classes.getOrDefault(image, "");
      boolean unusual = name.isEmpty() ? mask.map(Truths::isMarked).orElse(false) : !isSound(name);
      return new Truth.Unusual(unusual, unusual ? mask : Optional.of(Mask.empty()));
    }
    return new Truth.Areas(
        mask.map(Mask::withClassOfTwo)
            .map(areas -> ofModel.requireAll(areas, file.get()))
            .orElseThrow(
                () ->
                    new UsageException(
                        "image %s: there is no mask of it, while others have one; name their folder with --masks"
                            .formatted(image))));
  }

  private Truth boxes(Path image) {
    return coco.isPresent()
        ? coco.get()
            .of(image)
            .orElseThrow(
                () ->
                    new UsageException(
                        "image %s: the COCO annotations do not name it".formatted(image)))
        : files
            .yolo(image)
            .map(file -> YoloLabels.read(file, ofModel))
            .orElse(new Truth.Boxes(List.of()));
  }

  private static boolean isMarked(Mask mask) {
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.at(x, y) != 0) {
          return true;
        }
      }
    }
    return false;
  }
}
