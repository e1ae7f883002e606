package org.scissionlite.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.LabelledImages.Labelled;
import org.scissionlite.input.folder.ClassTree;
import org.scissionlite.input.folder.ClassTree.ClassFolder;

/** Reads folders that are named like the classes, or like the parts with those in them. */
final class ClassFolders {
  private static final Set<String> PARTS = Set.of("train", "val", "test");
  private static final double TRAINING_SHARE = 0.6;
  private static final double VALIDATION_SHARE = 0.8;

  private ClassFolders() {}

  static LabelledImages read(Path folder) {
    ClassTree tree = tree(folder);
    List<String> classes =
        List.copyOf(new TreeSet<>(tree.classes().stream().map(ClassFolder::name).toList()));
    if (classes.size() < 2) {
      throw new UsageException(
          "data %s: expected a labels.csv, or at least two folders named like the classes%s"
              .formatted(folder, tree.skippedNote()));
    }
    List<Labelled> images = new ArrayList<>();
    for (ClassFolder each : tree.classes()) {
      int label = classes.indexOf(each.name());
      if (tree.hasParts()) {
        each.images().forEach(file -> images.add(new Labelled(file, label, each.part())));
      } else {
        images.addAll(divided(folder, each.images(), label));
      }
    }
    return new LabelledImages(classes, images);
  }

  /** What a person should know of how the folder is read. */
  static List<String> notes(Path folder) {
    ClassTree tree = tree(folder);
    List<String> notes = new ArrayList<>();
    if (!tree.hasParts()) {
      notes.add(
          "note: data %s: there are no folders train, val and test, so a hash of each file's name puts 60 %% of each class into 'train', 20 %% into 'val' and 20 %% into 'test', always the same"
              .formatted(folder));
    }
    if (tree.skipped() > 0) {
      notes.add("note: data %s%s".formatted(folder, tree.skippedNote().replaceFirst(";", ":")));
    }
    return notes;
  }

  /**
   * Checks that a part is not empty for the reason that the classes are too small to be divided.
   *
   * @throws UsageException if it is
   */
  static void requireEnough(Path folder, String part) {
    ClassTree tree = tree(folder);
    int most = tree.classes().stream().mapToInt(each -> each.images().size()).max().orElse(0);
    if (!tree.hasParts() && PARTS.contains(part)) {
      throw new UsageException(
          "data %s: no image is left for '%s': without folders train, val and test each class is divided 60, 20 and 20 %%, which takes 3 images of a class, and the largest here has %d; add images, lay them into such folders, or name another part: %s"
              .formatted(folder, part, most, most == 1 ? "train" : "train or val"));
    }
  }

  private static ClassTree tree(Path folder) {
    try {
      return ClassTree.read(folder);
    } catch (IOException e) {
      throw new UsageException("data %s: %s".formatted(folder, AtomicWrite.reason(e)), e);
    }
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
