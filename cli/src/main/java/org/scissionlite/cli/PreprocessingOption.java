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
      defaultValue = DEFAULT,
      description = {
        "From image to input tensor: tf, torch, caffe_bgr, raw, unit, or a JSON file.",
        "Accuracy depends on it. Default: ${DEFAULT-VALUE}."
      })
  private String value;

  Preprocessing preprocessing() {
    return value.endsWith(".json")
        ? Json.read(Path.of(value), Preprocessing.class, "preprocessing")
        : Preprocessing.named(value);
  }

  String name() {
    return value;
  }
}
