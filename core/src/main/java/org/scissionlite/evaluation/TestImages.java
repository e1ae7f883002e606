package org.scissionlite.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.EvenlySpacedChoice;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.LabelledImages;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.folder.PictureFolder;

/**
 * The images that subjects are tested on.
 *
 * @param classes the names of the classes, by number; empty where the images have no labels
 * @param images in a fixed order
 */
public record TestImages(List<String> classes, List<TestImage> images) {
  public TestImages {
    classes = List.copyOf(classes);
    images = List.copyOf(images);
  }

  /**
   * An image.
   *
   * @param file where it is
   * @param label number of its class, where it is known
   */
  public record TestImage(Path file, OptionalInt label) {}

  /**
   * Reads a folder: one part of its labelled images where it has a labels.csv or class folders,
   * else all images in it, without labels.
   *
   * @param split "train", "val", "test" or another that the labels name
   * @throws UsageException if the folder holds no images, or no such part
   */
  public static TestImages read(Path folder, String split) {
    if (holdsBareImages(folder)) {
      List<TestImage> images =
          ImageFiles.in(folder).stream()
              .map(file -> new TestImage(file, OptionalInt.empty()))
              .toList();
      return new TestImages(List.of(), images);
    }
    return of(LabelledImages.read(folder, split));
  }

  /**
   * All labelled images of a folder, whatever part they are in.
   *
   * @throws UsageException if its labels cannot be used
   */
  public static TestImages readAll(Path folder) {
    return of(LabelledImages.read(folder));
  }

  private static TestImages of(LabelledImages labelled) {
    return new TestImages(
        labelled.classes(),
        labelled.images().stream()
            .map(image -> new TestImage(image.file(), OptionalInt.of(image.label())))
            .toList());
  }

  /**
   * The parts of a folder's labelled images; none where the images have no labels.
   *
   * @throws UsageException if the folder is missing or its labels cannot be used
   */
  public static Set<String> splits(Path folder) {
    return holdsBareImages(folder) ? Set.of() : LabelledImages.read(folder).splits();
  }

  /**
   * What a person should know of how a folder is read, such as what was skipped in it.
   *
   * @throws UsageException if the folder cannot be read
   */
  public static List<String> notes(Path folder) {
    return holdsBareImages(folder) ? ImageFiles.notes(folder) : LabelledImages.notes(folder);
  }

  private static boolean holdsBareImages(Path folder) {
    if (!Files.isDirectory(folder) || Files.exists(folder.resolve("labels.csv"))) {
      return false;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.anyMatch(PictureFolder::isImage);
    } catch (IOException e) {
      throw new UsageException("data %s: %s".formatted(folder, AtomicWrite.reason(e)), e);
    }
  }

  /**
   * The pictures themselves, all in memory.
   *
   * @throws org.scissionlite.error.ScissionLiteException if one cannot be read; names it
   */
  public List<Pixels> pictures() {
    return images.stream().map(image -> ImageFiles.read(image.file())).toList();
  }

  /** A hash over the files' bytes and their labels, by which the same images are known. */
  public String sha256() {
    return Sha256.of(
        images.stream()
            .map(image -> Sha256.of(image.file()) + image.label())
            .collect(Collectors.joining(" ")));
  }

  /** The class number of every image, in order; none where one has no label. */
  public List<Integer> labels() {
    return images.stream().anyMatch(image -> image.label().isEmpty())
        ? List.of()
        : images.stream().map(image -> image.label().getAsInt()).toList();
  }

  /**
   * At most so many of these images, in their order: evenly chosen class by class, as a list that
   * goes through the classes in turns would else lose some of them.
   */
  public TestImages evenly(int most) {
    List<Integer> byClass =
        IntStream.range(0, images.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> images.get(i).label().orElse(-1)))
            .toList();
    return new TestImages(
        classes, EvenlySpacedChoice.of(byClass, most).stream().sorted().map(images::get).toList());
  }

  /**
   * These images with the class numbers of a model.
   *
   * @param names the model's classes; empty where they are not known: then the images' classes are
   *     taken to be the model's, in their order
   * @param outputs how many classes the model has
   * @throws UsageException if an image's class is none of the model's
   */
  public TestImages forModel(List<String> names, int outputs) {
    boolean misfit = !names.isEmpty() && outputs > 0 && names.size() != outputs;
    if (misfit && !classes.isEmpty()) {
      throw new UsageException(
          "the labels name %d classes, the model has %d; give the model's with --labels, one a line for each"
              .formatted(names.size(), outputs));
    }
    return classes.isEmpty() ? this : new ClassMapping(classes, names, outputs).apply(this);
  }
}
