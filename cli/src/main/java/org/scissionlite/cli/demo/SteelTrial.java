package org.scissionlite.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.evaluation.Evaluation;
import org.scissionlite.evaluation.SlicedModel;
import org.scissionlite.evaluation.SubjectReport;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.evaluation.UncutModel;
import org.scissionlite.input.EvenlySpacedChoice;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.synthetic.SteelImages;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;

/**
 * Measures what transfer layers cost in accuracy, on generated images that the steel classifier was
 * not trained on: it is cut, the layers are fitted to other images, and its slices run as device
 * and edge run them.
 */
final class SteelTrial {
  private static final String TEST = "test";
  private static final String CALIBRATION = "calibration";
  private static final int SIZE = 128;
  private static final long TEST_SEED = 2;
  private static final long CALIBRATION_SEED = 3;
  private static final int CALIBRATION_IMAGES = 70;
  private static final int THREADS = 2;

  private final OrtEngine engine = new OrtEngine();
  private final Path folder;
  private final SteelClassifier steel;
  private final WorkShares shares;

  /** A cut with a transfer layer. */
  record Way(String cut, String transferLayer) {}

  /** What was found: the classifier as it is, and run in each way. */
  record Found(SteelAccuracy uncut, Map<Way, SteelAccuracy> ways) {}

  /** Unpacks the classifier into a folder. */
  SteelTrial(Path folder) {
    this.folder = folder;
    this.steel = SteelClassifier.unpack(folder);
    this.shares = WorkShares.of(steel.model().graph());
  }

  /**
   * Checks, before the long work is done, that the images may be written into a folder.
   *
   * @throws org.scissionlite.error.UsageException if something else stands there
   */
  static void requirePlace(Path folder) {
    SteelImages.requireReplaceable(folder.resolve(TEST));
    SteelImages.requireReplaceable(folder.resolve(CALIBRATION));
  }

  /** Some of the test images of a folder, as files. */
  static List<String> testPictures(Path folder, int count) {
    List<Path> files = ImageFiles.in(folder.resolve(TEST).resolve("images"));
    return EvenlySpacedChoice.of(files, count).stream().map(Path::toString).toList();
  }

  /** The cut at the classifier's input. */
  String input() {
    return shares.first();
  }

  /** The cut of the classifier before which the nearest share of its work is done. */
  String cutAt(double share) {
    return shares.nearest(share);
  }

  /**
   * Tries all ways on the same images.
   *
   * @param images of the test
   */
  Found measure(Set<Way> ways, int images, Consumer<String> progress) {
    progress.accept("    generating %d test images".formatted(images));
    Path test = folder.resolve(TEST);
    Path calibration = folder.resolve(CALIBRATION);
    new SteelImages(images, SIZE, TEST_SEED).write(test, done -> {});
    new SteelImages(CALIBRATION_IMAGES, SIZE, CALIBRATION_SEED).write(calibration, done -> {});
    Preprocessor preprocessor =
        new Preprocessor(engine, steel.model(), steel.preprocessing())
            .calibratedOn(calibration, CALIBRATION_IMAGES);
    List<PreparedScenario> prepared =
        ways.stream().map(way -> preprocessor.prepare(way.cut(), way.transferLayer())).toList();
    progress.accept("    classifying them in %d ways".formatted(ways.size() + 1));
    Iterator<SubjectReport> reports = judge(writeBundle(prepared)).iterator();
    SteelAccuracy uncut = SteelAccuracy.of("-", "-", reports.next());
    Map<Way, SteelAccuracy> found = new LinkedHashMap<>();
    for (Way way : ways) {
      found.put(way, SteelAccuracy.of(way.cut(), way.transferLayer(), reports.next()));
    }
    return new Found(uncut, found);
  }

  private Bundle writeBundle(List<PreparedScenario> prepared) {
    BundleContent content =
        new BundleContent(steel.model(), prepared, steel.preprocessing(), steel.labels(), true);
    return new BundleWriter(OnnxWriter::write).write(folder.resolve("bundle"), content);
  }

  /**
   * Classifies the test images, which {@link #measure} wrote, with the uncut model and with every
   * scenario of a bundle of it.
   */
  List<SubjectReport> judge(Bundle bundle) {
    TestImages images = TestImages.readAll(folder.resolve(TEST));
    List<SlicedModel> slices = new ArrayList<>();
    try (UncutModel uncut =
        new UncutModel(engine.open(steel.model().graph(), THREADS), steel.preprocessing())) {
      for (SplitScenario scenario : bundle.manifest().scenarios()) {
        slices.add(SlicedModel.open(engine, THREADS, bundle, scenario));
      }
      return new Evaluation(uncut, List.copyOf(slices), done -> {})
          .on(images.forModel(steel.labels(), uncut.classes()));
    } finally {
      slices.forEach(SlicedModel::close);
    }
  }
}
