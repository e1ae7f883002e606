package org.scissionlite.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.OutputTensor;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.bundle.WireTensor;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.file.Json;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.training.search.SearchReport;

/**
 * {@code --transfer-layer auto --train} at a cut that a tensor and a way around it cross, and that
 * keeps an output. The model tells red, green and blue pictures apart.
 */
class SeveralTensorsTrainedTest {
  private static final int COLOURS = ColourPictures.COLOURS;

  @TempDir private Path folder;
  private Path model;
  private Path images;

  @BeforeEach
  void writeModel() throws IOException {
    model = folder.resolve("around.onnx");
    OnnxWriter.write(around(), model);
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

  /** From the cut "deep" on, "relu" goes around it; "glow" ends before it. */
  private static ModelGraph around() {
    int side = ColourPictures.SIDE;
    return new ModelGraph(
        "around",
        Map.of("", 17),
        List.of(new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, COLOURS, side, side))),
        List.of(
            new TensorSpec("scores", ElementType.FLOAT32, Shape.of(1, COLOURS)),
            new TensorSpec("glow", ElementType.FLOAT32, Shape.of(1, COLOURS, 1, 1))),
        List.of(
            Node.of("stem", "Conv", List.of("image", "identity4d"), Map.of()),
            Node.of("relu", "Relu", List.of("stem"), Map.of()),
            Node.of("glow", "GlobalMaxPool", List.of("relu"), Map.of()),
            Node.of("deep", "Conv", List.of("relu", "identity4d"), Map.of()),
            Node.of("act", "Relu", List.of("deep"), Map.of()),
            Node.of("both", "Add", List.of("relu", "act"), Map.of()),
            Node.of("pool", "GlobalAveragePool", List.of("both"), Map.of()),
            Node.of("flat", "Flatten", List.of("pool"), Map.of()),
            Node.of("scores", "Gemm", List.of("flat", "twentyfold", "bias"), Map.of())),
        Map.of(
            "identity4d", TrainedSearchTest.diagonal(1, COLOURS, COLOURS, 1, 1),
            "twentyfold", TrainedSearchTest.diagonal(20, COLOURS, COLOURS),
            "bias", Tensor.ofFloats(Shape.of(COLOURS), new float[COLOURS])),
        Map.of());
  }
}
