package org.scissionlite.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.Manifest.ModelReference;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.evaluation.SlicedModel;
import org.scissionlite.evaluation.UncutModel;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.model.NanCheck;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;

/**
 * What is evaluated, opened: a model, or a bundle's slices with the model they were cut from.
 *
 * @param ends of the uncut model, with the names of its classes where they are known
 * @param scenarios of the bundle; none of a model alone
 * @param slices of each scenario
 */
record EvaluationSource(
    ModelReference model,
    ModelEnds ends,
    UncutModel uncut,
    List<SplitScenario> scenarios,
    List<SlicedModel> slices)
    implements AutoCloseable {

  /**
   * A model alone.
   *
   * @param names of its classes; none where they are not known
   */
  static EvaluationSource ofModel(
      Opening opening, Model model, Preprocessing preprocessing, List<String> names) {
    NanCheck.requireNumbers(model.graph());
    ModelEnds ends = new ModelEnds(model.graph().inputs(), model.graph().outputs(), names);
    Task task = Task.parse(opening.task(), ends);
    Session session = opening.engine().open(model.graph(), opening.threads());
    UncutModel uncut = uncut(session, preprocessing, task);
    return new EvaluationSource(
        new ModelReference(model.name(), model.sha256()), ends, uncut, List.of(), List.of());
  }

  /**
   * A bundle's slices.
   *
   * @param whole the uncut model; closed with the slices, or if they cannot be opened
   */
  static EvaluationSource ofBundle(Opening opening, Bundle bundle, Session whole) {
    Manifest manifest = bundle.manifest();
    Task task = task(opening, manifest, whole);
    UncutModel uncut = uncut(whole, manifest.preprocessing(), task);
    List<SlicedModel> slices = new ArrayList<>();
    EvaluationSource opened =
        new EvaluationSource(
            manifest.model(),
            new ModelEnds(whole.inputs(), whole.outputs(), manifest.labels()),
            uncut,
            manifest.scenarios(),
            slices);
    try {
      for (SplitScenario scenario : manifest.scenarios()) {
        SlicedModel sliced =
            SlicedModel.open(opening.engine(), opening.threads(), bundle, scenario, task);
        slices.add(opening.hasCodecs() ? sliced : sliced.withoutCodecs());
      }
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
    return opened;
  }

  /**
   * How it is opened.
   *
   * @param task as the user says; empty where the bundle or the outputs tell
   * @param hasCodecs whether the edge has the bundle's codecs
   */
  record Opening(Engine engine, int threads, String task, boolean hasCodecs) {}

  private static Task task(Opening opening, Manifest manifest, Session whole) {
    try {
      return opening.task().isEmpty()
          ? manifest.task(whole.inputs(), whole.outputs())
          : Task.parse(
              opening.task(), new ModelEnds(whole.inputs(), whole.outputs(), manifest.labels()));
    } catch (RuntimeException e) {
      whole.close();
      throw e;
    }
  }

  private static UncutModel uncut(Session session, Preprocessing preprocessing, Task task) {
    try {
      return new UncutModel(session, preprocessing, task);
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
