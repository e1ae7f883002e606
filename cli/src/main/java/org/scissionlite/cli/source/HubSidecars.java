package org.scissionlite.cli.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.hub.HubLabels;
import org.scissionlite.input.hub.HubPreprocessing;
import org.scissionlite.model.ModelGraph;

/** The files that model hubs lay beside a model, or above the folder "onnx" that it lies in. */
final class HubSidecars {
  private HubSidecars() {}

  /**
   * A file and the preprocessing in it.
   *
   * @param file where it was found
   */
  record Found(Path file, Preprocessing preprocessing) {}

  /**
   * The preprocessing of a model: that of transformers before that of timm.
   *
   * @throws org.scissionlite.error.UsageException if a file says it in a form that is not known
   */
  static Optional<Found> preprocessing(String source) {
    return Stream.of(HubPreprocessing.TRANSFORMERS, HubPreprocessing.TIMM)
        .flatMap(name -> ModelSidecars.hubFiles(source, name).stream())
        .flatMap(file -> found(file).stream())
        .findFirst();
  }

  private static Optional<Found> found(Path file) {
    boolean timm = file.endsWith(HubPreprocessing.TIMM);
    if (timm && !HubPreprocessing.isTimm(file)) {
      return Optional.empty();
    }
    return HubPreprocessing.read(file).map(read -> new Found(file, read));
  }

  /** The class names of a model where a hub's file has as many as the model; else nothing. */
  static Optional<List<String>> labels(String source, ModelGraph model) {
    return ModelSidecars.hubFiles(source, HubLabels.FILE).stream()
        .flatMap(file -> HubLabels.read(file).stream())
        .filter(names -> new ClassNames(names, HubLabels.FILE).fit(model.inputs(), model.outputs()))
        .findFirst();
  }
}
