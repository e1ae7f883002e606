package org.scissionlite.cli.source;

import java.nio.file.Path;
import java.util.List;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.TensorSpec;
import picocli.CommandLine.Option;

/** The names of a model's classes. */
public final class LabelsOption {
  @Option(
      names = "--labels",
      converter = FilePath.class,
      paramLabel = "FILE",
      description =
          "The class names, one a line, in the order of the output. Default: MODEL.labels.txt, "
              + "or the id2label of a model hub's config.json, if it lies beside the model.")
  private Path file;

  /**
   * The names of a model's classes: those of the option, or those beside it; none if neither.
   *
   * @throws org.scissionlite.error.UsageException if they are not as many as the model's classes
   */
  public List<String> of(String source, ModelGraph model) {
    return file == null
        ? ModelSidecars.labels(source, model)
        : named(file, model.inputs(), model.outputs());
  }

  /**
   * The names in a file.
   *
   * @throws org.scissionlite.error.UsageException if they are not as many as the model's classes
   */
  public static List<String> named(Path file, List<TensorSpec> inputs, List<TensorSpec> outputs) {
    return new ClassNames(LabelFile.read(file), file.toString()).of(inputs, outputs);
  }
}
