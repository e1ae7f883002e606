package org.scissionlite.task.truth;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;

/**
 * Where the labels of pictures lie: named, or in the usual places of their folder.
 *
 * <ul>
 *   <li>Boxes: {@code annotations/instances_SPLIT.json} or {@code annotations.json} in the folder
 *       (COCO), else a text file of YOLO's in {@code labels} beside {@code images}, or beside the
 *       picture itself.
 *   <li>Masks: a PNG in {@code masks} beside {@code images}, or in {@code ground_truth} with the
 *       ending {@code _mask}, as in MVTec AD.
 * </ul>
 *
 * @param data the folder of the pictures
 * @param split the part of it
 * @param annotations a COCO file, or a folder of YOLO's files; where it is not named it is looked
 *     for
 * @param masks their folder; where it is not named it is looked for
 */
public record TruthFiles(
    Path data, String split, Optional<Path> annotations, Optional<Path> masks) {
  private static final String IMAGES = "images";

  /**
   * Checks that what is named is there.
   *
   * @throws UsageException if it is not
   */
  public TruthFiles {
    Stream.concat(annotations.stream(), masks.stream())
        .filter(file -> !Files.exists(file))
        .findFirst()
        .ifPresent(
            file -> {
              throw new UsageException("labels %s: no such file or folder".formatted(file));
            });
  }

  /** The COCO file, where there is one. */
  Optional<Path> coco() {
    if (annotations.isPresent()) {
      return annotations.filter(Files::isRegularFile);
    }
    Path folder = data.resolve("annotations");
    return Stream.of(
            folder.resolve("instances_" + split + ".json"),
            data.resolve("annotations.json"),
            data.resolve("_annotations.coco.json"))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** The text file of a picture, where there is one. */
  Optional<Path> yolo(Path image) {
    String name = stem(image) + ".txt";
    Stream<Path> places =
        annotations
            .map(folder -> inFolder(folder, image, name))
            .orElseGet(
                () ->
                    Stream.concat(
                        replaced(image, "labels").map(place -> place.resolveSibling(name)).stream(),
                        Stream.of(image.resolveSibling(name))));
    return places.filter(Files::isRegularFile).findFirst();
  }

  /** The mask of a picture, where there is one. */
  Optional<Path> mask(Path image) {
    List<String> names = List.of(stem(image) + ".png", stem(image) + "_mask.png");
    return names.stream()
        .flatMap(
            name ->
                masks
                    .map(folder -> inFolder(folder, image, name))
                    .orElseGet(() -> usual(image, name)))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private Stream<Path> usual(Path image, String name) {
    return Stream.of(replaced(image, "masks"), replaced(image, "ground_truth"), besideTest(image))
        .flatMap(Optional::stream)
        .map(place -> place.resolveSibling(name));
  }

  /** A file of another folder at the place that the picture has in its own. */
  private Stream<Path> inFolder(Path folder, Path image, String name) {
    Path way = data.toAbsolutePath().normalize().relativize(image.toAbsolutePath().normalize());
    Path within =
        way.getNameCount() > 1 && way.getName(0).toString().equals(IMAGES)
            ? way.subpath(1, way.getNameCount())
            : way;
    return Stream.of(
        folder.resolve(within).resolveSibling(name),
        folder.resolve(way).resolveSibling(name),
        folder.resolve(name));
  }

  /** The path with its last folder "images" under another name. */
  private static Optional<Path> replaced(Path image, String other) {
    return exchanged(image, IMAGES, other);
  }

  private static Optional<Path> besideTest(Path image) {
    return exchanged(image, "test", "ground_truth");
  }

  private static Optional<Path> exchanged(Path image, String name, String other) {
    Path whole = image.toAbsolutePath().normalize();
    for (int i = whole.getNameCount() - 2; i >= 0; i--) {
      if (whole.getName(i).toString().equals(name)) {
        Path before = i == 0 ? whole.getRoot() : whole.getRoot().resolve(whole.subpath(0, i));
        return Optional.of(
            before.resolve(other).resolve(whole.subpath(i + 1, whole.getNameCount())));
      }
    }
    return Optional.empty();
  }

  private static String stem(Path image) {
    return image.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }
}
