package org.scissionlite.input.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The images of a folder whose folders are named like classes, or like the parts "train", "val" and
 * "test" with such folders in them.
 *
 * @param hasParts whether there are parts
 * @param classes each with its images; a class stands here once for each part
 * @param skipped how many files were left out: hidden ones, those of operating systems, those that
 *     are not named like images, and those that stand in no folder of a class
 */
public record ClassTree(boolean hasParts, List<ClassFolder> classes, int skipped) {
  /** Names of parts, with others that people give them. */
  private static final Map<String, String> PARTS =
      Map.of(
          "train", "train",
          "training", "train",
          "val", "val",
          "valid", "val",
          "validation", "val",
          "dev", "val",
          "test", "test",
          "testing", "test");

  public ClassTree {
    classes = List.copyOf(classes);
  }

  /**
   * The images of a class.
   *
   * @param part "train", "val" or "test"; "" where there are no parts
   * @param name of the class
   * @param images sorted
   */
  public record ClassFolder(String part, String name, List<Path> images) {
    public ClassFolder {
      images = List.copyOf(images);
    }
  }

  /**
   * Looks into a folder.
   *
   * @throws IOException if it cannot be read
   */
  public static ClassTree read(Path folder) throws IOException {
    Level classes = Level.of("", List.of(folder));
    List<String> names = classes.folders.stream().map(ClassFolder::name).toList();
    if (names.isEmpty() || !names.stream().allMatch(name -> PARTS.containsKey(lower(name)))) {
      return new ClassTree(false, classes.folders, classes.skipped);
    }
    List<ClassFolder> all = new ArrayList<>();
    int skipped = classes.loose;
    for (String name : names) {
      Level part = Level.of(PARTS.get(lower(name)), List.of(folder, folder.resolve(name)));
      all.addAll(part.folders);
      skipped += part.skipped;
    }
    return new ClassTree(true, all, skipped);
  }

  /** What follows a sentence about the folder; nothing where nothing was skipped. */
  public String skippedNote() {
    return skipped == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "; %,d files skipped, as they are hidden, of the system, no images, or in no folder of a class",
            skipped);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The folders in a folder that hold images. */
  private static final class Level {
    private final List<ClassFolder> folders = new ArrayList<>();

    /** Files beside the folders, and folders of the system. */
    private int loose;

    private int skipped;

    static Level of(String part, List<Path> way) throws IOException {
      Level level = new Level();
      for (Path entry : PictureFolder.entries(way.get(way.size() - 1))) {
        if (PictureFolder.isOfTheSystem(entry) || !Files.isDirectory(entry)) {
          level.loose++;
        } else {
          level.add(part, entry, PictureFolder.read(entry, way));
        }
      }
      level.skipped += level.loose;
      return level;
    }

    private void add(String part, Path folder, PictureFolder found) {
      skipped += found.skipped();
      if (!found.images().isEmpty()) {
        folders.add(new ClassFolder(part, folder.getFileName().toString(), found.images()));
      }
    }
  }
}
