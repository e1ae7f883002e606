package org.scissionlite.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.SlicedModel;
import org.scissionlite.evaluation.UncutModel;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.model.NanCheck;
import org.scissionlite.onnx.OnnxReader;

/**
 * What is evaluated, opened: a model, or a bundle's slices with the model they were cut from.
 *
 * @param name of the model
 * @param labels the classes; empty where they are not known
 */
record EvaluationSource(
    String name, List<String> labels, UncutModel uncut, List<SlicedModel> slices)
    implements AutoCloseable {

  static EvaluationSource open(
      Engine engine, int threads, String source, String uncutModel, Preprocessing preprocessing) {
    if (ModelSource.isZoo(source) || !Files.isDirectory(Path.of(source))) {
      Model model = ModelSource.load(source);
      NanCheck.requireNumbers(model.graph());
      Session session = engine.open(model.graph(), threads);
      return new EvaluationSource(
          model.name(), Companions.labels(source), uncut(session, preprocessing), List.of());
    }
    Bundle bundle = BundleReader.open(Path.of(source));
    Manifest manifest = bundle.manifest();
    UncutModel uncut =
        uncut(uncutSession(engine, threads, bundle, uncutModel), manifest.preprocessing());
    List<SlicedModel> slices = new ArrayList<>();
    EvaluationSource opened =
        new EvaluationSource(manifest.model().name(), manifest.labels(), uncut, slices);
    try {
      for (SplitScenario scenario : manifest.scenarios()) {
        slices.add(SlicedModel.open(engine, threads, bundle, scenario));
      }
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
    return opened;
  }

  private static UncutModel uncut(Session session, Preprocessing preprocessing) {
    try {
      return new UncutModel(session, preprocessing);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static Session uncutSession(
      Engine engine, int threads, Bundle bundle, String uncutModel) {
    SliceFile whole = bundle.manifest().wholeModel();
    if (uncutModel == null) {
      return engine.open(bundle.file(present(bundle, whole)), threads);
    }
    return engine.open(given(bundle, uncutModel).graph(), threads);
  }

  /** The model that a bundle was cut from: a given one, or the one in the bundle. */
  static Model uncutModel(Bundle bundle, String uncutModel) {
    SliceFile whole = bundle.manifest().wholeModel();
    if (uncutModel != null) {
      return given(bundle, uncutModel);
    }
    return OnnxReader.read(bundle.file(present(bundle, whole)));
  }

  private static SliceFile present(Bundle bundle, SliceFile whole) {
    if (whole == null) {
      throw new UsageException(
          "bundle %s does not hold the uncut model '%s'; name its file with --model"
              .formatted(bundle.folder(), bundle.manifest().model().name()));
    }
    return whole;
  }

  private static Model given(Bundle bundle, String uncutModel) {
    Manifest manifest = bundle.manifest();
    Model model = ModelSource.load(uncutModel);
    if (!model.sha256().equals(manifest.model().sha256())) {
      throw new UsageException(
          "%s is not the model that bundle %s was cut from: expected SHA-256 %s, got %s"
              .formatted(uncutModel, bundle.folder(), manifest.model().sha256(), model.sha256()));
    }
    return model;
  }

  @Override
  public void close() {
    slices.forEach(SlicedModel::close);
    uncut.close();
  }
}
