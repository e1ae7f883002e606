package org.scissionlite.cli.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.fit.Fit;
import org.scissionlite.input.hub.HubPreprocessing;
import picocli.CommandLine.Option;

/** How images become input tensors. */
public final class PreprocessingOption {
  public static final String DEFAULT = "torch";

  @Option(
      names = "--preprocessing",
      paramLabel = "NAME|FILE",
      description =
          "From image to input tensor: tf, torch, caffe_bgr, raw, unit, or a JSON file, also of a model"
              + " hub. It must be that of the model's training, or the answers are wrong. Default:"
              + " MODEL.preprocessing.json, preprocessor_config.json, or timm's config.json beside the"
              + " model, else torch.")
  private String value;

  @Option(
      names = "--ignore-orientation",
      description =
          "Take photographs as they are stored, whichever way the camera was held, for a model that"
              + " was trained so. Default: they are turned upright, as their EXIF data say.")
  private boolean ignoreOrientation;

  /**
   * A preprocessing and where it comes from.
   *
   * @param name as reports call it
   * @param line that tells a user which it is and why; a warning where nobody chose it
   */
  public record Chosen(Preprocessing value, String name, String line) {}

  /** The preprocessing of a model: that of the option, that beside the model, or the default. */
  public Chosen of(String model) {
    Chosen chosen = chosen(model);
    return ignoreOrientation
        ? new Chosen(
            asStored(chosen.value()),
            chosen.name(),
            chosen.line() + "; the orientation of photographs is ignored")
        : chosen;
  }

  /** The same preprocessing of photographs as they are stored. */
  public static Preprocessing asStored(Preprocessing usual) {
    return usual.with(usual.fit().with(Fit.Exif.IGNORED));
  }

  private Chosen chosen(String model) {
    if (value != null) {
      return new Chosen(given(), value, "preprocessing %s: by --preprocessing".formatted(value));
    }
    Optional<Path> own = ModelSidecars.preprocessing(model);
    if (own.isPresent()) {
      return beside(own.get(), read(own.get()));
    }
    return HubSidecars.preprocessing(model)
        .map(found -> beside(found.file(), found.preprocessing()))
        .orElseGet(() -> new Chosen(Preprocessing.named(DEFAULT), DEFAULT, defaultLine(model)));
  }

  private static Chosen beside(Path file, Preprocessing found) {
    return new Chosen(
        found, "of the model", "preprocessing %s: it lies beside the model".formatted(file));
  }

  /** The line for a bundle, which has a preprocessing of its own. */
  public String ofBundle() {
    if (value == null && !ignoreOrientation) {
      return "preprocessing that of the bundle";
    }
    return "warning: preprocessing that of the bundle; %s is left aside"
        .formatted(value == null ? "--ignore-orientation" : "--preprocessing " + value);
  }

  private Preprocessing given() {
    if (value.contains("/") && Files.isDirectory(Path.of(value))) {
      throw new UsageException(
          "--preprocessing: '%s' is a folder; expected a name or a JSON file".formatted(value));
    }
    return value.endsWith(".json") ? read(Path.of(value)) : Preprocessing.named(value);
  }

  /** A file of ours, or of a model hub. */
  private static Preprocessing read(Path file) {
    return HubPreprocessing.read(file)
        .orElseGet(() -> Json.read(file, Preprocessing.class, "preprocessing"));
  }

  private static String defaultLine(String model) {
    return ModelSource.isZoo(model)
        ? "preprocessing %s: by default; the weights are random, only latency counts"
            .formatted(DEFAULT)
        : "warning: preprocessing %s: by default, as there is neither --preprocessing nor %s, preprocessor_config.json or timm's config.json beside it; if the model was trained with another, its answers are wrong"
            .formatted(DEFAULT, ModelSidecars.preprocessingFile(Path.of(model)));
  }
}
