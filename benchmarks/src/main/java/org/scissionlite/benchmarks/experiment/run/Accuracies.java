package org.scissionlite.benchmarks.experiment.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** Measures what is not known of assignments. */
  void measure(List<Assignment> assignments) {
    List<Assignment> unknown =
        assignments.stream()
            .filter(
                each -> store.accuracy(subject.name(), each.cut(), each.transferLayer()).isEmpty())
            .toList();
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
      keep(Assignment.NOTHING, Assignment.NOTHING, reports.get(0), reports.get(0));
      for (int i = 0; i < sliced.size(); i++) {
        keep(
            sliced.get(i).cut(), sliced.get(i).transferLayer(), reports.get(i + 1), reports.get(0));
      }
    }
  }

  private TestImages images(int classes) {
    return TestImages.read(subject.test(), "test").evenly(mostImages).forModel(List.of(), classes);
  }

  private void keep(String cut, String layer, SubjectReport found, SubjectReport uncut) {
    int images = found.answers().size();
    boolean labelled = found.accuracy() != null && !subject.hasRandomWeights();
    int agreed = (int) Math.round(found.agreementPercent() / 100 * images);
    store.add(
        new SliceAccuracy(
            subject.name(),
            cut,
            layer,
            images,
            labelled,
            labelled ? found.accuracy().top1Correct() : agreed,
            labelled ? uncut.accuracy().top1Correct() : images));
  }
}
