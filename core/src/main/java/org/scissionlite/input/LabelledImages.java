package org.scissionlite.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.scissionlite.error.UsageException;

/**
 * Image files with their classes, in parts such as "train", "val" and "test".
 *
 * @param classes the names of the classes, in the order of the model's outputs
 * @param images the files, in a fixed order
 */
public record LabelledImages(List<String> classes, List<Labelled> images) {
  public LabelledImages {
    classes = List.copyOf(classes);
    images = List.copyOf(images);
  }

  /**
   * An image with its class.
   *
   * @param file where it is
   * @param label number of the class, from 0
   * @param split the part that it belongs to
   */
  public record Labelled(Path file, int label, String split) {}

  /**
   * Reads a folder: by its {@code labels.csv} (columns file, label, split) where it has one, else
   * by class folders ({@code FOLDER/CLASS/image.png}, or {@code FOLDER/train/CLASS/image.png}).
   *
   * <p>Labels that are all numbers are the numbers of the classes; names are numbered in their
   * alphabetical order. Class folders without parts are divided by a hash of the file's name: of
   * 100 images of a class 60 are "train", 20 "val" and 20 "test", always the same.
   *
   * @throws UsageException if the folder is missing or its labels cannot be used; names line or
   *     file
   */
  public static LabelledImages read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UsageException("data %s: no such folder".formatted(folder));
    }
    Path csv = folder.resolve(LabelsFile.NAME);
    return Files.exists(csv) ? LabelsFile.read(csv) : ClassFolders.read(folder);
  }

  /**
   * Reads one part of a folder; the classes are those of the whole.
   *
   * @throws UsageException as {@link #read(Path)}, or if the folder has no such part; says why
   */
  public static LabelledImages read(Path folder, String split) {
    LabelledImages all = read(folder);
    if (!all.splits().contains(split) && !Files.exists(folder.resolve(LabelsFile.NAME))) {
      ClassFolders.requireEnough(folder, split);
    }
    return all.split(split);
  }

  /**
   * What a person should know of how a folder is read: what was skipped, and which share of the
   * images belongs to which part where no folder says it; nothing where there is a labels.csv.
   *
   * @throws UsageException if the folder cannot be read
   */
  public static List<String> notes(Path folder) {
    return Files.exists(folder.resolve(LabelsFile.NAME)) ? List.of() : ClassFolders.notes(folder);
  }

  /** The parts that there are, sorted. */
  public Set<String> splits() {
    Set<String> names = new TreeSet<>();
    images.forEach(image -> names.add(image.split()));
    return names;
  }

  /**
   * One part; the classes stay those of the whole.
   *
   * @throws UsageException if there is none of this name; lists those that there are
   */
  public LabelledImages split(String name) {
    List<Labelled> part = images.stream().filter(image -> image.split().equals(name)).toList();
    if (part.isEmpty()) {
      throw UsageException.unknownName("split", name, splits());
    }
    return new LabelledImages(classes, part);
  }
}
