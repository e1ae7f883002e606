package org.scissionlite.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.RandomPictures;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.runtime.OrtEngine;

class BundleRoundTripTest {
  @TempDir private Path home;

  @Test
  void bundle_isReadAsItWasWritten() {
    Bundle written =
        SmallBundle.write(
            home.resolve("bundle"),
            SmallBundle.scenario("relu", "pool2+q8"),
            SmallBundle.scenario("conv", "none"));

    Bundle read = BundleReader.open(home.resolve("bundle"));

    assertThat(read.manifest()).isEqualTo(written.manifest());
    assertThat(read.manifest().scenarios().stream().map(SplitScenario::name))
        .containsExactly("relu.pool2+q8", "conv.none");
    assertThat(read.manifest().scenario("").name()).isEqualTo("relu.pool2+q8");
  }

  @Test
  void slicesOfTheFiles_giveTheModelsAnswer() {
    Bundle bundle = SmallBundle.write(home.resolve("bundle"), SmallBundle.scenario("relu", "none"));
    SplitScenario scenario = bundle.manifest().scenario("relu.none");
    Map<String, Tensor> input =
        RandomPictures.examples(
                SmallBundle.model().graph().inputs(), Preprocessing.named("unit"), 1, 5)
            .get(0);
    OrtEngine engine = new OrtEngine();
    try (Session whole = engine.open(bundle.file(bundle.manifest().wholeModel()), 1);
        Session device = engine.open(bundle.file(scenario.device()), 1);
        Session edge = engine.open(bundle.file(scenario.edge()), 1)) {
      Tensor expected = whole.run(input).get("scores");

      assertThat(edge.run(device.run(input)).get("scores").maxAbsDifference(expected))
          .isLessThan(1e-6);
    }
  }

  @Test
  void unknownScenario_listsTheValidOnes() {
    Bundle bundle = SmallBundle.write(home.resolve("bundle"), SmallBundle.scenario("relu", "none"));

    assertThatThrownBy(() -> bundle.manifest().scenario("conv.none"))
        .isInstanceOf(UsageException.class)
        .hasMessage("unknown scenario 'conv.none'; valid, nearest first: relu.none");
  }

  @Test
  void sameScenarioTwice_isRefused() {
    PreparedScenario scenario = SmallBundle.scenario("relu", "none");

    assertThatThrownBy(() -> SmallBundle.write(home.resolve("bundle"), scenario, scenario))
        .isInstanceOf(UsageException.class);
    assertThat(home.resolve("bundle")).doesNotExist();
  }

  @Test
  void scenariosWithTheSameFileName_getNamesOfTheirOwn() {
    PreparedScenario relu = renamed(SmallBundle.scenario("relu", "none"), "a_b.none");
    PreparedScenario conv = renamed(SmallBundle.scenario("conv", "none"), "A_b.none");

    SmallBundle.write(home.resolve("bundle"), relu, conv);

    List<SplitScenario> scenarios =
        BundleReader.open(home.resolve("bundle")).manifest().scenarios();
    assertThat(scenarios.get(0).name()).isEqualTo("a_b.none");
    assertThat(scenarios.get(1).name()).matches("A_b\\.none-[0-9a-f]{8}");
    assertThat(scenarios.get(1).device().path()).startsWith(scenarios.get(1).name() + "/");
  }

  private static PreparedScenario renamed(PreparedScenario scenario, String name) {
    return new PreparedScenario(
        name, scenario.transferLayer(), scenario.inserted(), scenario.slices());
  }

  @Test
  void bundleThatAKilledWriterHadSetAside_isPutBack() throws IOException {
    Path folder = home.resolve("bundle");
    Bundle bundle = SmallBundle.write(folder, SmallBundle.scenario("relu", "none"));
    Files.move(folder, home.resolve(".bundle.01234567-89ab-cdef-0123-456789abcdef.replaced"));

    assertThat(BundleReader.open(folder)).isEqualTo(bundle);
  }

  @Test
  void secondBundle_replacesTheFirstAsAWhole() {
    Path folder = home.resolve("bundle");
    SmallBundle.write(folder, SmallBundle.scenario("relu", "none"));
    SmallBundle.write(folder, SmallBundle.scenario("conv", "none"));

    assertThat(folder.resolve("relu.none")).doesNotExist();
    assertThat(BundleReader.open(folder).manifest().scenarios()).hasSize(1);
  }

  @Test
  void folderWithOtherFiles_isRefusedAndKept() throws IOException {
    Path folder = Files.createDirectory(home.resolve("thesis"));
    Path chapter = Files.writeString(folder.resolve("chapter1.tex"), "years of work");
    PreparedScenario scenario = SmallBundle.scenario("relu", "none");

    assertThatThrownBy(() -> SmallBundle.write(folder, scenario))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "%s holds other files than a bundle, such as 'chapter1.tex'; choose another folder",
            folder);
    assertThat(chapter).hasContent("years of work");
  }

  @Test
  void otherFileInsideABundle_isNotDeletedWithIt() throws IOException {
    Path folder = home.resolve("bundle");
    PreparedScenario scenario = SmallBundle.scenario("relu", "none");
    SmallBundle.write(folder, scenario);
    Path notes = Files.writeString(folder.resolve("relu.none/notes.txt"), "keep");

    assertThatThrownBy(() -> SmallBundle.write(folder, scenario))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("relu.none/notes.txt");
    assertThat(notes).hasContent("keep");
  }

  @Test
  void fileInThePlaceOfTheFolder_isRefused() throws IOException {
    Path file = Files.writeString(home.resolve("bundle"), "a file");
    PreparedScenario scenario = SmallBundle.scenario("relu", "none");

    assertThatThrownBy(() -> SmallBundle.write(file, scenario))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not a folder");
    assertThat(file).hasContent("a file");
  }

  @Test
  void failureWhileWriting_leavesTheOldBundle() {
    Path folder = home.resolve("bundle");
    Bundle old = SmallBundle.write(folder, SmallBundle.scenario("relu", "none"));
    BundleWriter full =
        new BundleWriter(
            (graph, file) -> {
              throw new ScissionLiteException("cannot write %s: disk full".formatted(file));
            });
    BundleContent content =
        new BundleContent(
            SmallBundle.model(),
            List.of(SmallBundle.scenario("conv", "none")),
            Preprocessing.named("unit"),
            List.of(),
            false);

    assertThatThrownBy(() -> full.write(folder, content)).isInstanceOf(ScissionLiteException.class);
    assertThat(BundleReader.open(folder).manifest()).isEqualTo(old.manifest());
    assertThat(home.toFile().list()).containsExactly("bundle");
  }
}
