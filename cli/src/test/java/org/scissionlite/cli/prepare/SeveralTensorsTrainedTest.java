package org.scissionlite.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.OutputTensor;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.bundle.WireTensor;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.file.Json;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.training.search.SearchReport;

/**
 * {@code --transfer-layer auto --train} at a cut that a tensor and a way around it cross, and that
 * keeps an output. The model tells red, green and blue pictures apart.
 */
class SeveralTensorsTrainedTest {
  @TempDir private Path folder;
  private Path model;
  private Path images;

  @BeforeEach
  void writeModel() throws IOException {
    model = folder.resolve("around.onnx");
    OnnxWriter.write(AroundModel.graph(), model);
    images = ColourPictures.write(folder.resolve("images"));
  }

  @Test
  void prepare_trainsALayerAtEachTensor_andShipsWhatTheUnusedImagesConfirm() {
    CommandRun run =
        CommandRun.of(
            "prepare",
            model,
            "--cut",
            "deep",
            "--max-cut-tensors",
            2,
            "--transfer-layer",
            "auto",
            "--max-drop",
            20,
            "--data",
            images,
            "--preprocessing",
            "unit",
            "--train",
            "transfer-layer",
            "--threads",
            1,
            "--epochs",
            3,
            "--variants",
            1,
            "--learning-rate",
            0.002,
            "-o",
            folder.resolve("bundle"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    SearchReport report =
        Json.read(folder.resolve("bundle.deep.search.json"), SearchReport.class, "report");
    assertThat(report.isTrainedKept()).isTrue();
    assertThat(report.trained().spec()).contains(";");
    assertThat(run.err()).contains("on the 25 images that confirmed: ").contains("; confirmed");
    ShippedSlices.assertDoWhatIsSaid(folder.resolve("bundle"), model, images, report.trained());
    SplitScenario scenario = BundleReader.open(folder.resolve("bundle")).manifest().scenario("");
    assertThat(scenario.wire()).hasSize(2).extracting(WireTensor::codec).doesNotContain("plain");
    assertThat(scenario.outputs())
        .extracting(OutputTensor::name, OutputTensor::kept)
        .containsExactly(tuple("scores", false), tuple("glow", true));
  }
}
