package org.scissionlite.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.evaluation.TestImages;
import picocli.CommandLine.Option;

/** What becomes of images that cannot be read: they are counted, and no part of the figures. */
final class UnreadableImages {
  private static final int SHOWN = 5;

  @Option(
      names = "--skip-unreadable",
      description =
          "Only warn of images that cannot be read, such as files that are cut off. Default: they are counted and left out of the figures, and the exit code is 1.")
  private boolean skipped;

  private final List<String> problems = new ArrayList<>();
  private int all;

  /**
   * Those that can be read; of the others the first are named.
   *
   * @param tell takes lines for the user
   * @throws ScissionLiteException if none can be read
   */
  TestImages without(TestImages images, Consumer<String> tell) {
    problems.clear();
    all = images.images().size();
    TestImages readable = images.readable(problem -> problems.add(problem.getMessage()));
    if (readable.images().isEmpty() && all > 0) {
      throw new ScissionLiteException(
          "none of %,d images can be read; %s".formatted(all, problems.get(0)));
    }
    problems.stream().limit(SHOWN).forEach(problem -> tell.accept("warning: " + problem));
    if (!problems.isEmpty()) {
      tell.accept("warning: " + line());
    }
    return readable;
  }

  /** What belongs below the figures; nothing where all could be read. */
  String note() {
    return problems.isEmpty() ? "" : String.format("%n%s%n", line());
  }

  private String line() {
    return String.format(
        Locale.ROOT,
        "%,d of %,d images cannot be read and are left out of the figures",
        problems.size(),
        all);
  }

  /** Whether the command is to end with an error. */
  boolean isFailure() {
    return !problems.isEmpty() && !skipped;
  }
}
