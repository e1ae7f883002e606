package org.scissionlite.cli;

import java.nio.file.Path;
import org.scissionlite.file.Json;
import org.scissionlite.input.Preprocessing;
import picocli.CommandLine.Option;

/** How images become input tensors. */
final class PreprocessingOption {
  static final String DEFAULT = "torch";

  @Option(
      names = "--preprocessing",
      paramLabel = "NAME|FILE",
      description = {
        "From image to input tensor: tf, torch, caffe_bgr, raw, unit, or a JSON file.",
        "Accuracy depends on it. Default: MODEL.preprocessing.json if it lies beside the"
            + " model, else torch."
      })
  private String value;

  /** The preprocessing for a model, as it was given on the command line. */
  Preprocessing of(String model) {
    if (value == null) {
      return Companions.preprocessing(model).orElseGet(() -> Preprocessing.named(DEFAULT));
    }
    return value.endsWith(".json")
        ? Json.read(Path.of(value), Preprocessing.class, "preprocessing")
        : Preprocessing.named(value);
  }

  /** What it is called in a report. */
  String name(String model) {
    if (value != null) {
      return value;
    }
    return Companions.preprocessing(model).isPresent() ? "of the model" : DEFAULT;
  }
}
