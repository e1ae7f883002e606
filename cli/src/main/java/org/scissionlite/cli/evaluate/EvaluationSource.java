package org.scissionlite.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.Manifest.ModelReference;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.cli.source.ModelSidecars;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.evaluation.SlicedModel;
import org.scissionlite.evaluation.UncutModel;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.model.NanCheck;

/**
 * What is evaluated, opened: a model, or a bundle's slices with the model they were cut from.
 *
 * @param labels the classes; empty where they are not known
 * @param scenarios of the bundle; none of a model alone
 * @param slices of each scenario
 */
record EvaluationSource(
    ModelReference model,
    List<String> labels,
    UncutModel uncut,
    List<SplitScenario> scenarios,
    List<SlicedModel> slices)
    implements AutoCloseable {

  /** A model alone. */
  static EvaluationSource ofModel(
      Engine engine, int threads, String source, Preprocessing preprocessing) {
    Model model = ModelSource.load(source);
    NanCheck.requireNumbers(model.graph());
    UncutModel uncut = uncut(engine.open(model.graph(), threads), preprocessing);
    return new EvaluationSource(
        new ModelReference(model.name(), model.sha256()),
        ModelSidecars.labels(source, model.graph()),
        uncut,
        List.of(),
        List.of());
  }

  /**
   * A bundle's slices.
   *
   * @param whole the uncut model; closed with the slices, or if they cannot be opened
   */
  static EvaluationSource ofBundle(Engine engine, int threads, Bundle bundle, Session whole) {
    Manifest manifest = bundle.manifest();
    UncutModel uncut = uncut(whole, manifest.preprocessing());
    List<SlicedModel> slices = new ArrayList<>();
    EvaluationSource opened =
        new EvaluationSource(
            manifest.model(), manifest.labels(), uncut, manifest.scenarios(), slices);
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

  @Override
  public void close() {
    slices.forEach(SlicedModel::close);
    uncut.close();
  }
}
