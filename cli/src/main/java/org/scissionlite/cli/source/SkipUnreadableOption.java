package org.scissionlite.cli.source;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What becomes of images that cannot be read, where they are to be learned from or chosen on. */
public final class SkipUnreadableOption {
  public static final String NAME = "--skip-unreadable";

  private final ReadableImages readable = new ReadableImages("");

  @Option(
      names = NAME,
      description =
          "Leave images out that cannot be read, such as files that are cut off; they are named and counted. Each image is decoded once more to find out. Default: such an image ends the command.")
  private boolean skipped;

  /**
   * The images to use: those that can be read, or all where that was not asked for.
   *
   * @param file where an image is
   * @param tell takes lines for the user
   * @throws org.scissionlite.error.ScissionLiteException if none can be read
   */
  public <T> List<T> of(List<T> images, Function<T, Path> file, Consumer<String> tell) {
    return skipped ? readable.of(images, file, tell) : images;
  }
}
