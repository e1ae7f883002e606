package org.scissionlite.cli.source;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The names of a model's classes. */
public final class LabelsOption {
  @Option(
      names = "--labels",
      converter = FilePath.class,
      paramLabel = "FILE",
      description =
          "The class names, one a line, in the order of the output. Default: MODEL.labels.txt "
              + "if it lies beside the model.")
  private Path file;

  /** The names of a model's classes: those of the option, or those beside it; none if neither. */
  public List<String> of(String model) {
    return file == null ? ModelSidecars.labels(model) : LabelFile.read(file);
  }
}
