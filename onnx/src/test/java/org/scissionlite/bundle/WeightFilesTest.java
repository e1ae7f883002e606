package org.scissionlite.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.RandomPictures;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;

/** Slices whose weights lie in files of their own, as those of over 1.9 GB do. */
class WeightFilesTest {
  private static final String EDGE_WEIGHTS = "relu.none/edge.onnx.data";

  @TempDir private Path home;
  private final OrtEngine engine = new OrtEngine();
  private Path folder;
  private Bundle bundle;

  @BeforeEach
  void writeBundle() {
    folder = home.resolve("bundle");
    bundle = WideModel.write(folder, 0.5f);
  }

  @Test
  void everyFileOfTheFolder_isListed() throws IOException {
    try (var files = Files.walk(folder)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> folder.relativize(file).toString().replace('\\', '/')))
          .containsExactlyInAnyOrder(
              "manifest.json",
              "model.onnx",
              "model.onnx.data",
              "relu.none/device.onnx",
              "relu.none/device.onnx.data",
              "relu.none/edge.onnx",
              EDGE_WEIGHTS);
    }
    assertThat(bundle.manifest().files().map(SliceFile::path))
        .contains("model.onnx.data", "relu.none/device.onnx.data", EDGE_WEIGHTS);
    assertThat(BundleReader.open(folder)).isEqualTo(bundle);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.onnx.data", "relu.none/device.onnx.data", EDGE_WEIGHTS})
  void zeroedWeights_areRefused(String weights) throws IOException {
    Path file = folder.resolve(weights);
    Files.write(file, new byte[(int) Files.size(file)]);

    assertThatThrownBy(() -> BundleReader.open(folder))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage(
            "bundle %s: '%s' is not the file that was written; copy the bundle again",
            folder, weights);
  }

  @Test
  void modelInMemory_isReadWithItsWeights() throws IOException {
    SliceFile whole = bundle.manifest().wholeModel();
    VerifiedSlice slice = bundle.content(whole);
    assertThat(OnnxReader.read(slice.onnx())).isEqualTo(OnnxReader.read(bundle.file(whole)));

    Path weights = folder.resolve("model.onnx.data");
    Files.write(weights, new byte[(int) Files.size(weights)]);
    assertThatThrownBy(slice::onnx)
        .hasMessageContaining("'model.onnx.data' is not the file that was written");
  }

  @Test
  void missingWeights_areRefused() throws IOException {
    Files.delete(folder.resolve(EDGE_WEIGHTS));

    assertThatThrownBy(() -> BundleReader.open(folder))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("cannot read '" + EDGE_WEIGHTS + "'");
  }

  @Test
  void otherWeights_giveAnotherId() {
    assertThat(WideModel.write(home.resolve("other"), 0.25f).manifest().id())
        .isNotEqualTo(bundle.manifest().id());
    assertThat(WideModel.write(home.resolve("same"), 0.5f).manifest().id())
        .isEqualTo(bundle.manifest().id());
  }

  @Test
  void bundle_isReplacedByAnother() {
    Bundle other = WideModel.write(folder, 0.25f);

    assertThat(BundleReader.open(folder)).isEqualTo(other);
  }

  @Test
  void slices_answerLikeTheModel() {
    SplitScenario scenario = bundle.manifest().scenario("");
    Map<String, Tensor> input =
        RandomPictures.examples(
                WideModel.model(0.5f).graph().inputs(), Preprocessing.named("unit"), 1, 5)
            .get(0);
    try (Session whole = engine.open(WideModel.model(0.5f).graph(), 1);
        Session file = bundle.open(bundle.manifest().wholeModel(), engine, 1);
        Session device = bundle.open(scenario.device(), engine, 1);
        Session edge = bundle.open(scenario.edge(), engine, 1)) {
      Tensor expected = whole.run(input).get("scores");

      assertThat(expected.maxAbs()).isGreaterThan(1);
      assertThat(file.run(input).get("scores")).isEqualTo(expected);
      assertThat(edge.run(device.run(input)).get("scores").maxAbsDifference(expected))
          .isLessThan(1e-4);
    }
  }

  @Test
  void weightsChangedAfterTheBundleWasOpened_areRefusedByTheNextSession() throws IOException {
    VerifiedSlice slice = bundle.content(bundle.manifest().scenario("").edge());
    slice.open(engine, 1).close();
    Path file = folder.resolve(EDGE_WEIGHTS);
    Files.write(file, new byte[(int) Files.size(file)]);

    assertThatThrownBy(() -> slice.open(engine, 1))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("'" + EDGE_WEIGHTS + "' is not the file that was written");
  }
}
