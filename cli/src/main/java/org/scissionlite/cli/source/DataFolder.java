package org.scissionlite.cli.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.evaluation.TestImages.TestImage;

/**
 * A folder of images that something is learned from or chosen on.
 *
 * @param unreadable what becomes of images that cannot be read
 * @param teller takes lines for the user
 */
public record DataFolder(Path path, SkipUnreadableOption unreadable, Consumer<String> teller) {
  private static final String TRAIN = "train";
  private static final String TEST = "test";

  /** A folder whose images can all be read. */
  public static DataFolder whole(Path path) {
    return new DataFolder(path, new SkipUnreadableOption(), line -> {});
  }

  /**
   * The parts of the labelled images; none where they have no labels.
   *
   * @throws org.scissionlite.error.UsageException if the folder's labels cannot be used
   */
  public Set<String> splits() {
    return TestImages.splits(path);
  }

  /**
   * One part; all images where they have no labels.
   *
   * @throws org.scissionlite.error.UsageException if there is no such part
   */
  public TestImages read(String split) {
    TestImages images = TestImages.read(path, split);
    return new TestImages(images.classes(), readable(images.images(), TestImage::file));
  }

  /**
   * Those of some images that are to be used.
   *
   * @param file where an image is
   * @throws org.scissionlite.error.ScissionLiteException if none can be read
   */
  public <T> List<T> readable(List<T> images, Function<T, Path> file) {
    return unreadable.of(images, file, teller);
  }

  /** The images of all parts but 'test'. */
  public List<TestImage> allButTest() {
    List<TestImage> images = new ArrayList<>();
    for (String split : splits().isEmpty() ? Set.of(TRAIN) : splits()) {
      if (!split.equals(TEST)) {
        images.addAll(read(split).images());
      }
    }
    return images;
  }

  /** What a person should know of how the folder is read. */
  public List<String> notes() {
    return TestImages.notes(path);
  }
}
