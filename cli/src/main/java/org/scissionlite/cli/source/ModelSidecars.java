package org.scissionlite.cli.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scissionlite.model.ModelGraph;

/** The files that {@code train} writes beside a model and other commands find there. */
public final class ModelSidecars {
  private static final String PREPROCESSING = ".preprocessing.json";
  private static final String LABELS = ".labels.txt";

  /** Where hubs put ONNX files below the files of a model. */
  private static final Path INNER_FOLDER = Path.of("onnx");

  private ModelSidecars() {}

  /** The file of another ending beside a model: steel.onnx has steel.labels.txt. */
  public static Path beside(Path model, String ending) {
    Path name = model.getFileName();
    String stem = name == null ? "" : name.toString().replaceAll("\\.onnx$", "");
    return model.resolveSibling(stem + ending);
  }

  /** Where the preprocessing of a model is written. */
  public static Path preprocessingFile(Path model) {
    return beside(model, PREPROCESSING);
  }

  /** Where the class names of a model are written. */
  public static Path labelsFile(Path model) {
    return beside(model, LABELS);
  }

  /** The file of the preprocessing that lies beside a model, if one does. */
  static Optional<Path> preprocessing(String source) {
    return there(source, PREPROCESSING);
  }

  /**
   * The files that model hubs lay beside a model, and above a folder "onnx"; they may say how its
   * pictures are preprocessed.
   */
  static List<Path> hubFiles(String source, String name) {
    if (ModelSource.isZoo(source)) {
      return List.of();
    }
    Path model = Path.of(source);
    Path folder =
        model.getParent() == null ? model.toAbsolutePath().getParent() : model.getParent();
    Path beside = model.resolveSibling(name);
    return Stream.of(beside, folder.endsWith(INNER_FOLDER) ? folder.resolveSibling(name) : beside)
        .distinct()
        .filter(Files::isRegularFile)
        .toList();
  }

  /**
   * The class names that lie beside a model; none where they do not.
   *
   * @throws org.scissionlite.error.UsageException if those of {@code MODEL.labels.txt} are not as
   *     many as the model's classes
   */
  public static List<String> labels(String source, ModelGraph model) {
    return there(source, LABELS)
        .map(
            file ->
                new ClassNames(LabelFile.read(file), file.toString())
                    .of(model.inputs(), model.outputs()))
        .or(() -> HubSidecars.labels(source, model))
        .orElse(List.of());
  }

  private static Optional<Path> there(String source, String ending) {
    return ModelSource.isZoo(source)
        ? Optional.empty()
        : Optional.of(beside(Path.of(source), ending)).filter(Files::isRegularFile);
  }
}
