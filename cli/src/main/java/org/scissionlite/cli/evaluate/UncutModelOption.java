package org.scissionlite.cli.evaluate;

import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.cli.source.ShapeOption;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Model;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.read.ReadOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model that a bundle was cut from: a given one, or the one in the bundle. */
final class UncutModelOption {
  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "The uncut model (an ONNX file or zoo:NAME), for a bundle that was prepared with --no-whole-model.")
  private String source;

  @Mixin private ShapeOption shapes;

  /** How the model is to be read. */
  ReadOptions reading() {
    return shapes.reading();
  }

  /** The model itself. */
  Model load(Bundle bundle) {
    return source == null ? OnnxReader.read(bundle.content(whole(bundle)).onnx()) : given(bundle);
  }

  /** The model, ready to run. */
  Session open(Engine engine, int threads, Bundle bundle) {
    return source == null
        ? bundle.open(whole(bundle), engine, threads)
        : engine.open(given(bundle).graph(), threads);
  }

  private static SliceFile whole(Bundle bundle) {
    SliceFile whole = bundle.manifest().wholeModel();
    if (whole == null) {
      throw new UsageException(
          "bundle %s does not hold the uncut model '%s'; name its file with --model"
              .formatted(bundle.folder(), bundle.manifest().model().name()));
    }
    return whole;
  }

  private Model given(Bundle bundle) {
    Manifest manifest = bundle.manifest();
    Model model = ModelSource.load(source, reading());
    if (!model.sha256().equals(manifest.model().sha256())) {
      throw new UsageException(
          "%s is not the model that bundle %s was cut from: expected SHA-256 %s, got %s"
              .formatted(source, bundle.folder(), manifest.model().sha256(), model.sha256()));
    }
    return model;
  }
}
