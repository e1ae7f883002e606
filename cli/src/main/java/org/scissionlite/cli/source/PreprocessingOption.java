package org.scissionlite.cli.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;
import org.scissionlite.input.Preprocessing;
import picocli.CommandLine.Option;

/** How images become input tensors. */
public final class PreprocessingOption {
  public static final String DEFAULT = "torch";

  @Option(
      names = "--preprocessing",
      paramLabel = "NAME|FILE",
      description =
          "From image to input tensor: tf, torch, caffe_bgr, raw, unit, or a JSON file. It must be"
              + " that of the model's training, or the answers are wrong. Default:"
              + " MODEL.preprocessing.json if it lies beside the model, else torch.")
  private String value;

  /**
   * A preprocessing and where it comes from.
   *
   * @param name as reports call it
   * @param line that tells a user which it is and why; a warning where nobody chose it
   */
  public record Chosen(Preprocessing value, String name, String line) {}

  /** The preprocessing of a model: that of the option, that beside the model, or the default. */
  public Chosen of(String model) {
    if (value != null) {
      return new Chosen(given(), value, "preprocessing %s: by --preprocessing".formatted(value));
    }
    Optional<Path> beside = ModelSidecars.preprocessing(model);
    return beside
        .map(PreprocessingOption::read)
        .map(found -> new Chosen(found, "of the model", besideLine(beside.get())))
        .orElseGet(() -> new Chosen(Preprocessing.named(DEFAULT), DEFAULT, defaultLine(model)));
  }

  /** The line for a bundle, which has a preprocessing of its own. */
  public String ofBundle() {
    return value == null
        ? "preprocessing that of the bundle"
        : "warning: preprocessing that of the bundle; --preprocessing %s is left aside"
            .formatted(value);
  }

  private Preprocessing given() {
    if (value.contains("/") && Files.isDirectory(Path.of(value))) {
      throw new UsageException(
          "--preprocessing: '%s' is a folder; expected a name or a JSON file".formatted(value));
    }
    return value.endsWith(".json") ? read(Path.of(value)) : Preprocessing.named(value);
  }

  private static Preprocessing read(Path file) {
    return Json.read(file, Preprocessing.class, "preprocessing");
  }

  private static String besideLine(Path file) {
    return "preprocessing %s: it lies beside the model".formatted(file);
  }

  private static String defaultLine(String model) {
    return ModelSource.isZoo(model)
        ? "preprocessing %s: by default; the weights are random, only latency counts"
            .formatted(DEFAULT)
        : "warning: preprocessing %s: by default, as there is neither --preprocessing nor %s; if the model was trained with another, its answers are wrong"
            .formatted(DEFAULT, ModelSidecars.preprocessingFile(Path.of(model)));
  }
}
