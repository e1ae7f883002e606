package org.scissionlite.cli.evaluate;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.scissionlite.cli.source.ReadableImages;
import org.scissionlite.cli.source.SkipUnreadableOption;
import org.scissionlite.evaluation.EvaluationReport;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.evaluation.TestImages.TestImage;
import picocli.CommandLine.Option;

/** What becomes of images that cannot be read: they are counted, and no part of the figures. */
final class UnreadableImages {
  @Option(
      names = SkipUnreadableOption.NAME,
      description =
          "Only warn of images that cannot be read, such as files that are cut off. Default: they are counted and left out of the figures, and the exit code is 1.")
  private boolean skipped;

  private final ReadableImages readable = new ReadableImages(" of the figures");

  /**
   * Those that can be read; of the others the first are named.
   *
   * @param tell takes lines for the user
   * @throws org.scissionlite.error.ScissionLiteException if none can be read
   */
  TestImages without(TestImages images, Consumer<String> tell) {
    return new TestImages(images.classes(), readable.of(images.images(), TestImage::file, tell));
  }

  /** Those that were found. */
  EvaluationReport.Unreadable counted() {
    return new EvaluationReport.Unreadable(
        readable.unreadable().stream().map(Path::toString).toList());
  }

  /** What belongs below the figures; nothing where all could be read. */
  String note() {
    return readable.line().isEmpty() ? "" : String.format("%n%s%n", readable.line());
  }

  /** Whether the command is to end with an error. */
  boolean isFailure() {
    return !readable.unreadable().isEmpty() && !skipped;
  }
}
