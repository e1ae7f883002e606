package org.scissionlite.cli.offload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.cli.answer.DrawFolder;
import org.scissionlite.cli.offload.result.AllResults;
import org.scissionlite.cli.offload.result.DrawnResults;
import org.scissionlite.cli.offload.result.LineResults;
import org.scissionlite.cli.offload.result.ProcessLines;
import org.scissionlite.cli.offload.result.ReportResults;
import org.scissionlite.cli.offload.result.Results;
import org.scissionlite.cli.offload.result.SummaryOnly;
import org.scissionlite.cli.offload.result.TensorFiles;
import org.scissionlite.cli.offload.result.TextResults;
import org.scissionlite.cli.offload.result.Told;
import org.scissionlite.cli.source.FolderPath;
import org.scissionlite.cli.source.TaskOption;
import org.scissionlite.error.UsageException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How results are told. */
final class ResultOptions {
  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many classes to print. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      defaultValue = "",
      description = TaskOption.DESCRIPTION + " Default: the bundle's.")
  private String task;

  @Option(names = "--json", description = "Print JSON instead of text, as --format json.")
  private boolean json;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      converter = FormatName.class,
      description =
          "How results are printed: text, json (one document at the end), or json-lines (one object a picture, as it comes). Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(
      names = "--output-tensors",
      paramLabel = "HOW",
      defaultValue = "none",
      description =
          "Give the numbers of every output of the model, besides its name, type and shape, in JSON: json (in the text itself), npy (files in --output-folder), or none but those of up to 64 elements. Default: ${DEFAULT-VALUE}.")
  private TensorFiles.Format tensors;

  @Option(
      names = "--output-folder",
      paramLabel = "DIR",
      converter = FolderPath.class,
      defaultValue = "outputs",
      description = "Where the files of --output-tensors npy go. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(
      names = "--memory",
      description =
          "Also print at the end when the first answer was there, and how much memory this process holds, and for what; --json always has the memory. Default: off.")
  private boolean memory;

  @Option(
      names = "--draw",
      paramLabel = "DIR",
      converter = FolderPath.class,
      description =
          "Draw every answer on its picture, as a PNG file in this folder: boxes, areas, anomalies, or the best class. Default: nothing is drawn.")
  private Path drawings;

  /** The forms of results. */
  enum Format {
    TEXT,
    JSON,
    JSON_LINES
  }

  int top() {
    return top;
  }

  /** How the outputs read; empty where the bundle or their shapes tell. */
  String task() {
    return task;
  }

  /**
   * Checks what can be known before anything is opened.
   *
   * @param endless whether pictures come until somebody ends it
   * @param published whether lines of JSON are published, too
   * @throws UsageException if options do not go together
   */
  void check(boolean endless, boolean published) {
    if (top < 0) {
      throw new UsageException("--top: expected at least 0 classes, got %d".formatted(top));
    }
    if (json && format == Format.JSON_LINES) {
      throw new UsageException("--json goes without --format json-lines; take one of them");
    }
    if (endless && kind() == Format.JSON) {
      throw new UsageException(
          "--format json is one document at the end, and a stream has none; take --format json-lines");
    }
    if (tensors != TensorFiles.Format.NONE && kind() == Format.TEXT && !published) {
      throw new UsageException("--output-tensors goes with --json, --format json-lines or --mqtt");
    }
  }

  private Format kind() {
    return json ? Format.JSON : format;
  }

  /**
   * Tells results as is asked for.
   *
   * @param publisher takes lines of JSON, where they are published
   */
  Results results(Told told, Optional<Consumer<String>> publisher) {
    Consumer<String> print = line -> told.out().accept(line + "\n");
    List<Results> ways = new ArrayList<>();
    switch (kind()) {
      case TEXT -> {
        ways.add(new TextResults(told));
        tellMemory(told, line -> told.out().accept(line + "\n"), ways);
      }
      case JSON -> ways.add(new ReportResults(told, tensorFiles()));
      case JSON_LINES -> {
        Consumer<String> lines = publisher.map(print::andThen).orElse(print);
        ways.add(new LineResults(told, tensorFiles(), lines));
        ways.add(new SummaryOnly(told));
        tellMemory(told, told.err(), ways);
      }
    }
    if (kind() != Format.JSON_LINES) {
      publisher.ifPresent(lines -> ways.add(new LineResults(told, tensorFiles(), lines)));
    }
    if (drawings != null) {
      ways.add(new DrawnResults(DrawFolder.open(drawings, told.reader()), told));
    }
    return new AllResults(told, ways);
  }

  private void tellMemory(Told told, Consumer<String> taker, List<Results> ways) {
    if (memory) {
      ways.add(new ProcessLines(told.memory(), taker));
    }
  }

  private TensorFiles tensorFiles() {
    return switch (tensors) {
      case NONE -> TensorFiles.small();
      case JSON -> TensorFiles.inline();
      case NPY -> TensorFiles.in(folder);
    };
  }

  /** Reads "json-lines". */
  static final class FormatName implements ITypeConverter<Format> {
    @Override
    public Format convert(String value) {
      return switch (value) {
        case "text" -> Format.TEXT;
        case "json" -> Format.JSON;
        case "json-lines" -> Format.JSON_LINES;
        default ->
            throw new TypeConversionException(
                UsageException.unknownName("format", value, List.of("text", "json", "json-lines"))
                    .getMessage());
      };
    }
  }
}
