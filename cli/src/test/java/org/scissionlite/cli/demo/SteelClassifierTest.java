package org.scissionlite.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.evaluation.Evaluation;
import org.scissionlite.evaluation.SubjectReport;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.evaluation.UncutModel;
import org.scissionlite.input.synthetic.SteelImages;
import org.scissionlite.input.synthetic.SteelSurface;
import org.scissionlite.onnx.runtime.OrtEngine;

/** The classifier that ships with the program, on the pictures that ship and on new ones. */
class SteelClassifierTest {
  private static final long MOST_BYTES = 3_000_000;

  @TempDir private Path folder;

  @Test
  void shippedModel_isSmallAndKnowsTheGeneratorsClasses() throws Exception {
    SteelClassifier steel = SteelClassifier.unpack(folder);

    assertThat(steel.labels()).isEqualTo(SteelSurface.labels());
    assertThat(Files.size(folder.resolve("steel.onnx"))).isLessThan(MOST_BYTES);
  }

  @Test
  void shippedSamples_areClassifiedRight() {
    SubjectReport report = classify(TestImages.read(examples(), "test"));

    assertThat(report.accuracy().images()).isEqualTo(21);
    assertThat(report.accuracy().top1Correct()).isGreaterThanOrEqualTo(17);
  }

  @Test
  void generatedImages_areClassifiedWellButNotAllOfThem() {
    new SteelImages(105, 128, 21).write(folder.resolve("new"), done -> {});

    SubjectReport report = classify(TestImages.readAll(folder.resolve("new")));

    assertThat(report.accuracy().top1Percent()).isBetween(75.0, 97.0);
  }

  @Test
  void nearestCut_isTheLastOfThoseWithTheSameShare() {
    WorkShares shares = WorkShares.of(SteelClassifier.unpack(folder).model().graph());

    assertThat(shares.nearest(0)).isEqualTo("Conv1_pad");
    assertThat(shares.of(shares.nearest(0.33))).isBetween(0.25, 0.4);
  }

  private SubjectReport classify(TestImages images) {
    SteelClassifier steel = SteelClassifier.unpack(folder);
    OrtEngine engine = new OrtEngine();
    try (UncutModel uncut =
        new UncutModel(engine.open(steel.model().graph(), 2), steel.preprocessing())) {
      return new Evaluation(uncut, List.of(), done -> {})
          .on(images.forModel(steel.labels(), uncut.classes()))
          .get(0);
    }
  }

  private static Path examples() {
    Path checkout = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(checkout.resolve("examples"))) {
      checkout = checkout.getParent();
    }
    return checkout.resolve("examples/steel");
  }
}
