package org.scissionlite.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.LabelledImages.Labelled;

/** Reads folders that are named like the classes, or like the parts with those in them. */
final class ClassFolders {
  private static final Set<String> PARTS = Set.of("train", "val", "test");
  private static final double TRAINING_SHARE = 0.6;
  private static final double VALIDATION_SHARE = 0.8;

  private ClassFolders() {}

  static LabelledImages read(Path folder) {
    List<Path> files = ImageFiles.in(folder);
    boolean parts = files.stream().allMatch(file -> PARTS.contains(level(folder, file, 0)));
    TreeMap<String, List<Path>> byClass = new TreeMap<>();
    for (Path file : files) {
      byClass
          .computeIfAbsent(level(folder, file, parts ? 1 : 0), name -> new ArrayList<>())
          .add(file);
    }
    if (byClass.size() < 2) {
      throw new UsageException(
          "data %s: expected a labels.csv, or at least two folders named like the classes"
              .formatted(folder));
    }
    List<String> classes = List.copyOf(new TreeSet<>(byClass.keySet()));
    List<Labelled> images = new ArrayList<>();
    byClass.forEach(
        (name, members) -> {
          int label = classes.indexOf(name);
          if (parts) {
            members.forEach(file -> images.add(new Labelled(file, label, level(folder, file, 0))));
          } else {
            images.addAll(divided(folder, members, label));
          }
        });
    return new LabelledImages(classes, images);
  }

  /** The name of a folder on the way to a file; the file itself stands in no class folder. */
  private static String level(Path folder, Path file, int level) {
    Path way = folder.relativize(file);
    if (way.getNameCount() <= level + 1) {
      return "";
    }
    return way.getName(level).toString();
  }

  private static List<Labelled> divided(Path folder, List<Path> members, int label) {
    List<Path> order =
        members.stream()
            .sorted(Comparator.comparing(file -> Sha256.of(folder.relativize(file).toString())))
            .toList();
    List<Labelled> images = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      double place = (i + 0.5) / order.size();
      String split = place < TRAINING_SHARE ? "train" : place < VALIDATION_SHARE ? "val" : "test";
      images.add(new Labelled(order.get(i), label, split));
    }
    return images;
  }
}
