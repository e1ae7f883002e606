package org.scissionlite.cli.prepare;

import java.nio.file.Path;
import java.util.Optional;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.error.UsageException;
import org.scissionlite.training.search.SearchGoal;
import picocli.CommandLine.Option;

/** What {@code --transfer-layer auto} may lose, and the images it looks at. */
public final class SearchOptions {
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
      defaultValue = "1.0",
      description =
          "'auto' loses at most so much top-1 accuracy, in percentage points against the "
              + "uncut model, or so many points of the measure of another task (mAP 0.5:0.95, mean IoU, AUROC: by paired bootstrap); "
              + "of agreement with it where the images have no labels. Images that nothing "
              + "was chosen on confirm it, so that at most one search in 20 is wrong: a few hundred do with "
              + "labels; without, 1 point takes 299 where no answer changes. "
              + "Default: ${DEFAULT-VALUE}.")
  private double maxDrop;

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      description =
          "'auto' and 'learned' send at most so many bytes an image, on average over the images; --train keeps to it.")
  private long maxBytes = Long.MAX_VALUE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Of all chance: on one machine the same seed gives the same result. Default: ${DEFAULT-VALUE}.")
  private long seed;

  public Optional<Path> data() {
    return Optional.ofNullable(data);
  }

  public int images() {
    if (images < 1) {
      throw new UsageException("--images: expected at least 1, got " + images);
    }
    return images;
  }

  public SearchGoal goal() {
    return new SearchGoal(maxDrop, maxBytes, seed);
  }
}
