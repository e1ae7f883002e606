package org.scissionlite.cli.offload;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.offload.stream.Frame;
import org.scissionlite.offload.stream.ModelInputs;
import org.scissionlite.offload.stream.StreamOptions;
import org.scissionlite.offload.stream.source.FrameSource;
import org.scissionlite.offload.stream.source.PathLines;
import org.scissionlite.offload.stream.source.PictureBytes;
import org.scissionlite.offload.stream.source.WatchedFolder;
import picocli.CommandLine.Option;

/**
 * Where the pictures come from: files and folders, noise, a folder that is watched, or standard
 * input.
 */
final class SourceOptions {
  @Option(
      names = "--random",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Send N pictures of noise besides, for latency only. Default: ${DEFAULT-VALUE}.")
  private int random;

  @Option(
      names = "--watch",
      paramLabel = "DIR",
      converter = FolderPath.class,
      description =
          "Answer the images in a folder and the folders in it as they come, each once, also after a restart; files that are still being written are waited for. It goes on until it is stopped.")
  private Path watched;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      converter = FilePath.class,
      description =
          "With --watch: where to note which files were answered. Default: .scissionlite-seen in the folder.")
  private Path journal;

  @Option(
      names = "--stdin",
      paramLabel = "WHAT",
      description =
          "Read from standard input: 'paths', one on each line, or 'pictures', each after its length in 4 bytes, the highest first. It goes on until the input ends.")
  private StandardInput standardInput;

  /** What standard input brings. */
  enum StandardInput {
    PATHS,
    PICTURES;

    FrameSource open() {
      return this == PATHS ? new PathLines(System.in) : new PictureBytes(System.in);
    }
  }

  /** Whether pictures come until somebody ends it, so that nothing may grow with their number. */
  boolean isEndless() {
    return standardInput != null || watched != null;
  }

  /**
   * Checks what can be known before anything is opened.
   *
   * @param images files and folders that are named
   * @throws UsageException if there is nothing to answer, or more than one kind of source
   */
  void check(List<Path> images) {
    boolean list = !images.isEmpty() || random > 0;
    long kinds = Stream.of(list, watched != null, standardInput != null).filter(is -> is).count();
    if (kinds == 0) {
      throw new UsageException(
          "there is nothing to answer; name images or folders, or --watch, --stdin, or --random N");
    }
    if (kinds > 1) {
      throw new UsageException(
          "take either images, folders and --random N, or --watch, or --stdin; they do not go together");
    }
    if (journal != null && watched == null) {
      throw new UsageException("--journal goes with --watch");
    }
    if (watched != null && !Files.isDirectory(watched)) {
      throw new UsageException(
          "folder %s is not there; make it before it is watched".formatted(watched));
    }
  }

  /**
   * Opens the source.
   *
   * @param images files and folders that are named
   * @param tell takes notes for the user
   * @throws UsageException if a folder holds no image
   */
  Pictures open(List<Path> images, Consumer<String> tell) {
    if (watched != null) {
      return endless(inputs -> watch(inputs, tell));
    }
    if (standardInput != null) {
      return endless(inputs -> standardInput.open());
    }
    return list(images, tell);
  }

  private static Pictures endless(Function<ModelInputs, FrameSource> source) {
    return new Pictures(source, OptionalInt.empty(), StreamOptions.USUAL_IN_FLIGHT);
  }

  private FrameSource watch(ModelInputs inputs, Consumer<String> tell) {
    Path notes = journal == null ? WatchedFolder.usualJournal(watched) : journal;
    return WatchedFolder.open(watched, notes, inputs, WatchedFolder.Pace.usual(), tell);
  }

  private Pictures list(List<Path> images, Consumer<String> tell) {
    List<Frame> frames = new ArrayList<>();
    boolean folders = false;
    for (Path image : images) {
      if (Files.isDirectory(image)) {
        folders = true;
        ImageFiles.in(image).forEach(file -> frames.add(Frame.ofFile(file)));
        ImageFiles.notes(image).forEach(tell);
      } else {
        frames.add(Frame.ofFile(image));
      }
    }
    for (int i = 1; i <= random; i++) {
      frames.add(Frame.ofNoise(i));
    }
    return new Pictures(
        inputs -> FrameSource.of(frames),
        folders ? OptionalInt.of(frames.size()) : OptionalInt.empty(),
        folders ? StreamOptions.USUAL_IN_FLIGHT : 1);
  }
}
