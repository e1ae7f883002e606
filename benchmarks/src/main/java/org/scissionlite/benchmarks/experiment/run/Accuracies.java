package org.scissionlite.benchmarks.experiment.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.SliceAccuracy;
import org.scissionlite.benchmarks.experiment.Store;
import org.scissionlite.benchmarks.experiment.Subject;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.evaluation.Evaluation;
import org.scissionlite.evaluation.SlicedModel;
import org.scissionlite.evaluation.SubjectReport;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.evaluation.UncutModel;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.onnx.runtime.OrtEngine;

/**
 * How accurate the very slices are that are sent around, on images that nothing was chosen on.
 *
 * @param store where it is kept
 * @param subject the model and its images
 * @param mostImages that it is measured on
 */
record Accuracies(Store store, Subject subject, int mostImages) {
  private static final int THREADS = 2;
  private static final Assignment UNCUT =
      new Assignment(Contender.DEVICE_ALONE, "", "", Assignment.NOTHING, Assignment.NOTHING);

  /** Measures what is not known of assignments. */
  void measure(List<Assignment> assignments) {
    measure(assignments, false);
  }

  /** Measures slices that were trained at their cut, unless that is known. */
  void measureRetrained(Assignment assignment) {
    measure(List.of(assignment), true);
  }

  private void measure(List<Assignment> assignments, boolean retrained) {
    List<Assignment> unknown =
        assignments.stream().filter(each -> !isKnown(each, retrained)).toList();
    if (unknown.isEmpty()) {
      return;
    }
    Engine engine = new OrtEngine();
    try (Closer closer = new Closer()) {
      UncutModel uncut =
          closer.own(
              new UncutModel(
                  engine.open(subject.model().graph(), THREADS), subject.readPreprocessing()));
      List<Assignment> sliced = new ArrayList<>();
      List<org.scissionlite.evaluation.Subject> slices = new ArrayList<>();
      for (Assignment each : unknown) {
        if (!each.isAlone()) {
          Bundle bundle = BundleReader.open(Path.of(each.bundle()));
          slices.add(
              closer.own(
                  SlicedModel.open(
                      engine, THREADS, bundle, bundle.manifest().scenario(each.scenario()))));
          sliced.add(each);
        }
      }
      List<SubjectReport> reports =
          new Evaluation(uncut, slices, done -> {}).on(images(uncut.classes()));
      keep(Way.of(UNCUT, false), reports.get(0), reports.get(0));
      for (int i = 0; i < sliced.size(); i++) {
        keep(Way.of(sliced.get(i), retrained), reports.get(i + 1), reports.get(0));
      }
    }
  }

  /** Older files tell how many are right, and not which. */
  private boolean isKnown(Assignment assignment, boolean retrained) {
    return store
        .accuracy(subject.name(), assignment.cut(), assignment.transferLayer(), retrained)
        .filter(found -> found.changes() != null)
        .isPresent();
  }

  private record Way(String cut, String transferLayer, boolean retrained) {
    static Way of(Assignment assignment, boolean retrained) {
      return new Way(assignment.cut(), assignment.transferLayer(), retrained);
    }
  }

  private TestImages images(int classes) {
    return TestImages.read(subject.test(), "test").evenly(mostImages).forModel(List.of(), classes);
  }

  private void keep(Way way, SubjectReport found, SubjectReport uncut) {
    boolean labelled = found.accuracy() != null && !subject.hasRandomWeights();
    AnswerChanges changes = changes(found, uncut, labelled);
    store.add(
        new SliceAccuracy(
            subject.name(),
            way.cut(),
            way.transferLayer(),
            changes.images(),
            labelled,
            changes.right(),
            changes.uncutRight(),
            way.retrained(),
            changes));
  }

  private static AnswerChanges changes(SubjectReport found, SubjectReport uncut, boolean labelled) {
    AnswerChanges changes = found.changes(uncut).orElseThrow();
    return labelled ? changes : AnswerChanges.unlabelled(changes.images(), changes.changed());
  }
}
