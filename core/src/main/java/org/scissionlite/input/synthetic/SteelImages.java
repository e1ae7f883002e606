package org.scissionlite.input.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.OwnFolder;
import org.scissionlite.input.PngFile;

/**
 * A data set of synthetic steel pictures: as many of every class, three fifths of them in the split
 * "train", a fifth each in "val" and "test".
 *
 * @param count of all images, at least 35 and at most 1,000,000
 * @param size of their sides in pixels
 * @param seed the same seed gives the same files
 */
public record SteelImages(int count, int size, long seed) {
  private static final List<String> SPLITS = List.of("train", "train", "train", "val", "test");
  private static final int LEAST = SPLITS.size() * SteelSurface.values().length;
  private static final Pattern OWN_FILES =
      Pattern.compile(
          "labels\\.csv|(boxes|masks)\\.labels\\.txt|annotations/instances_(train|val|test)\\.json|(images|masks|labels)/(%s)/\\d+\\.(png|txt)"
              .formatted(String.join("|", SteelSurface.labels())));
  private static final int MOST = 1_000_000;

  public SteelImages {
    if (count < LEAST || count > MOST) {
      throw new UsageException(
          "count of images: expected %d to %,d, got %d".formatted(LEAST, MOST, count));
    }
  }

  /**
   * Writes a folder: labels.csv (file,label,split) and images/CLASS/NUMBER.png; the defects as
   * boxes, in annotations/instances_SPLIT.json (COCO) and labels/CLASS/NUMBER.txt (YOLO), and as
   * masks/CLASS/NUMBER.png. Such images that stand there are replaced.
   *
   * @param progress told the number of images that are written
   * @throws UsageException if something else stands there
   * @throws org.scissionlite.error.ScissionLiteException if it cannot be written; nothing is left
   */
  public void write(Path folder, IntConsumer progress) {
    requireReplaceable(folder);
    AtomicWrite.folder(folder, temporary -> fill(temporary, progress));
  }

  /**
   * Checks that nothing but such images stands at a place.
   *
   * @throws UsageException if something else does
   */
  public static void requireReplaceable(Path folder) {
    new OwnFolder(folder, OWN_FILES, "synthetic steel images").requireReplaceable();
  }

  private void fill(Path folder, IntConsumer progress) throws IOException {
    List<String> lines = new ArrayList<>(List.of("file,label,split"));
    List<SteelSurface> classes = List.of(SteelSurface.values());
    SteelLabels labels = new SteelLabels(folder, size);
    for (int i = 0; i < count; i++) {
      SteelSurface shown = classes.get(i % classes.size());
      int number = i / classes.size();
      String split = SPLITS.get(number % SPLITS.size());
      String place = String.format(Locale.ROOT, "%s/%04d", shown.label(), number);
      String file = "images/" + place + ".png";
      SteelPainting painting = shown.painting(size, seedOf(i));
      PngFile.create(painting.picture(), folder.resolve(file));
      labels.add(shown, place, split, painting);
      lines.add(file + "," + shown.label() + "," + split);
      progress.accept(i + 1);
    }
    Files.write(folder.resolve("labels.csv"), lines);
    labels.finish();
  }

  private long seedOf(int image) {
    return seed * 1_000_003 + image;
  }
}
