package org.scissionlite.cli.prepare;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.source.SkipUnreadableOption;
import org.scissionlite.error.UsageException;
import org.scissionlite.training.search.SearchGoal;
import org.scissionlite.transfer.codec.DialCodec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code --transfer-layer auto} may lose, and the images it looks at. */
public final class SearchOptions {
  private static final double USUAL_DROP = 1.0;

  @Mixin private SkipUnreadableOption unreadable;

  @Option(
      names = "--data",
      converter = FolderPath.class,
      paramLabel = "DIR",
      description =
          "Images to fit, choose and train the transfer layer on: with a labels.csv (columns "
              + "file,label,split), one folder a class, or bare. The split 'test' is left alone.")
  private Path data;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "At most so many images of --data are used to fit and choose the transfer layer. 'auto' "
              + "confirms with half of them, and says when it needs more. Default: ${DEFAULT-VALUE}.")
  private int images;

  @Option(
      names = "--max-drop",
      paramLabel = "POINTS",
      description =
          "'auto' loses at most so much top-1 accuracy, in percentage points against the "
              + "uncut model, or so many points of the measure of another task (mAP 0.5:0.95, mean IoU, AUROC: by paired bootstrap); "
              + "of agreement with it where the images have no labels. Images that nothing "
              + "was chosen on confirm it, so that at most one search in 20 is wrong: a few hundred do with "
              + "labels; without, 1 point takes 299 where no answer changes. "
              + "Default: 1.0.")
  private Double maxDrop;

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      description =
          "'auto' and 'learned' send at most so many bytes an image, on average over the images; --train keeps to it. "
              + "At a cut of several tensors and without --max-drop, 'auto' makes the error of the answers small within them.")
  private long maxBytes = Long.MAX_VALUE;

  @Option(
      names = "--dial",
      paramLabel = "N",
      description =
          "'auto' gives the layer that it confirms a dial of N steps, 2 to 8: its own, and coarser ones for when the link "
              + "is bad, which send less and lose more than --max-drop allows; how much is told. With --train, prepare trains all steps together. "
              + "Default: no dial.")
  private Integer dial;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Of all chance: on one machine the same seed gives the same result. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /**
   * The images.
   *
   * @param teller hears of those that cannot be read
   */
  public Optional<DataFolder> data(Consumer<String> teller) {
    return Optional.ofNullable(data).map(path -> new DataFolder(path, unreadable, teller));
  }

  /** What becomes of images that cannot be read. */
  SkipUnreadableOption unreadable() {
    return unreadable;
  }

  public int images() {
    if (images < 1) {
      throw new UsageException("--images: expected at least 1, got " + images);
    }
    return images;
  }

  /**
   * How many steps the dial of a layer that was searched has; nothing without a dial.
   *
   * @throws UsageException for a number that no dial has
   */
  public OptionalInt dial() {
    if (dial == null) {
      return OptionalInt.empty();
    }
    if (dial < 2 || dial > DialCodec.MOST_STEPS) {
      throw new UsageException(
          "--dial: expected 2 to %d steps, got %d".formatted(DialCodec.MOST_STEPS, dial));
    }
    return OptionalInt.of(dial);
  }

  /**
   * Refuses a dial where the layer is trained, for 'optimise'.
   *
   * @throws UsageException if both are asked for
   */
  public void requireDialUntrained(boolean isTrained) {
    if (dial().isPresent() && isTrained) {
      throw new UsageException(
          "--dial and --train: optimise trains no dial; leave one of them out, or have prepare train one at the cut that optimise chose, by --transfer-layer auto");
    }
  }

  public SearchGoal goal() {
    return new SearchGoal(maxDrop == null ? USUAL_DROP : maxDrop, maxBytes, seed);
  }

  /** Whether bytes alone are asked for. */
  boolean isBytesAlone() {
    return maxDrop == null && maxBytes != Long.MAX_VALUE;
  }
}
