package org.scissionlite.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.evidence.EvidenceFile;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.file.Json;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.training.search.SearchReport;
import org.scissionlite.training.search.trial.SearchTrial;

/**
 * {@code prepare --transfer-layer auto --train}: the trained layer is shipped where the unused
 * images confirm it, else the untrained one. The model tells red, green and blue pictures apart.
 */
class TrainedSearchTest {
  private static final int SIDE = ColourPictures.SIDE;
  private static final int COLOURS = ColourPictures.COLOURS;

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void writeModel() {
    model = folder.resolve("colours.onnx");
    OnnxWriter.write(colours(), model);
  }

  @Test
  void trainedLayerThatIsConfirmed_isShippedWithItsFigures() throws IOException {
    Path images = ColourPictures.write(folder.resolve("images"));
    CommandRun run = prepare(images, 6, 0.002);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("that confirmed: ").contains("; confirmed");
    SearchReport report = report();
    assertThat(report.isTrainedKept()).isTrue();
    assertThat(report.trained().meanBytes()).isNotEqualTo(report.confirmed().meanBytes());
    ShippedSlices.assertDoWhatIsSaid(folder.resolve("bundle"), model, images, report.trained());
    assertEvidence(report, report.trained());
    assertThat(run.err()).contains(SearchProgress.text(report.trained()));
  }

  @Test
  void trainedLayerThatIsNotConfirmed_givesWayToTheUntrainedOne() throws IOException {
    Path images = ColourPictures.write(folder.resolve("images"));
    CommandRun run = prepare(images, 4, 0.03);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("not confirmed within the goal: the untrained layer is kept");
    SearchReport report = report();
    assertThat(report.isTrainedKept()).isFalse();
    assertThat(report.why()).contains("stays untrained");
    assertThat(report.trained().answers().changed())
        .isGreaterThan(report.confirmed().answers().changed());
    ShippedSlices.assertDoWhatIsSaid(folder.resolve("bundle"), model, images, report.confirmed());
    assertEvidence(report, report.confirmed());
  }

  private CommandRun prepare(Path images, int epochs, double rate) {
    return CommandRun.of(
        "prepare",
        model,
        "--cut",
        "relu",
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
        epochs,
        "--variants",
        1,
        "--learning-rate",
        rate,
        "-o",
        folder.resolve("bundle"));
  }

  private SearchReport report() {
    Path file = folder.resolve("bundle.relu.search.json");
    return Json.read(file, SearchReport.class, "report");
  }

  /** The file beside the bundle holds the front of the search, and the layer that is shipped. */
  private void assertEvidence(SearchReport report, SearchTrial shipped) {
    List<Measurement> measurements = EvidenceFile.read(folder.resolve("bundle")).measurements();
    assertThat(report.front()).isNotEmpty();
    assertThat(measurements)
        .containsAll(report.evidence())
        .contains(shipped.measurement("relu", report.confirmationImages()))
        .hasSizeGreaterThan(report.front().size());
    assertThat(measurements)
        .filteredOn(each -> each.cut().equals("input"))
        .extracting(each -> each.layer().family())
        .isNotEmpty()
        .isSubsetOf("jpeg", "webp");
  }

  private static ModelGraph colours() {
    return new ModelGraph(
        "colours",
        Map.of("", 17),
        List.of(new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, COLOURS, SIDE, SIDE))),
        List.of(new TensorSpec("scores", ElementType.FLOAT32, Shape.of(1, COLOURS))),
        List.of(
            Node.of("stem", "Conv", List.of("image", "identity4d"), Map.of()),
            Node.of("relu", "Relu", List.of("stem"), Map.of()),
            Node.of("pool", "GlobalAveragePool", List.of("relu"), Map.of()),
            Node.of("flat", "Flatten", List.of("pool"), Map.of()),
            Node.of("scores", "Gemm", List.of("flat", "fortyfold", "bias"), Map.of())),
        Map.of(
            "identity4d", diagonal(1, COLOURS, COLOURS, 1, 1),
            "fortyfold", diagonal(40, COLOURS, COLOURS),
            "bias", Tensor.ofFloats(Shape.of(COLOURS), new float[COLOURS])),
        Map.of());
  }

  static Tensor diagonal(float value, int... dims) {
    float[] values = new float[COLOURS * COLOURS];
    for (int i = 0; i < COLOURS; i++) {
      values[i * COLOURS + i] = value;
    }
    return Tensor.ofFloats(Shape.of(dims), values);
  }
}
