package org.scissionlite.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.bundle.WireTensor;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.evidence.EvidenceFile;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.file.Json;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.PngFile;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.search.SearchReport;
import org.scissionlite.training.search.trial.SearchTrial;

/**
 * {@code prepare --transfer-layer auto --train}: the trained layer is shipped where the unused
 * images confirm it, else the untrained one. The model tells red, green and blue pictures apart.
 */
class TrainedSearchTest {
  private static final int SIDE = 16;
  private static final int COLOURS = 3;
  private static final int IMAGES = 80;

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void writeModel() {
    model = folder.resolve("colours.onnx");
    OnnxWriter.write(colours(), model);
  }

  @Test
  void trainedLayerThatIsConfirmed_isShippedWithItsFigures() throws IOException {
    Path images = images();
    CommandRun run = prepare(images, 6, 0.002);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("that confirmed: ").contains("; confirmed");
    SearchReport report = report();
    assertThat(report.isTrainedKept()).isTrue();
    assertThat(report.trained().meanBytes()).isNotEqualTo(report.confirmed().meanBytes());
    assertShipped(images, report.trained());
    assertEvidence(report, report.trained());
    assertThat(run.err()).contains(SearchProgress.text(report.trained()));
  }

  @Test
  void trainedLayerThatIsNotConfirmed_givesWayToTheUntrainedOne() throws IOException {
    Path images = images();
    CommandRun run = prepare(images, 4, 0.03);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("not confirmed within the goal: the untrained layer is kept");
    SearchReport report = report();
    assertThat(report.isTrainedKept()).isFalse();
    assertThat(report.why()).contains("stays untrained");
    assertThat(report.trained().answers().changed())
        .isGreaterThan(report.confirmed().answers().changed());
    assertShipped(images, report.confirmed());
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

  /** The slices of the bundle, with their codec, do on the unused images what a trial says. */
  private void assertShipped(Path data, SearchTrial expected) {
    Bundle bundle = BundleReader.open(folder.resolve("bundle"));
    SplitScenario scenario = bundle.manifest().scenarios().get(0);
    Examples images =
        new SearchData(
                DataFolder.whole(data),
                OnnxReader.read(model),
                bundle.manifest().preprocessing(),
                List.of())
            .forSearch(1000, 1)
            .confirming();
    WireTensor wire = scenario.wire().get(0);
    Engine engine = new OrtEngine();
    long bytes = 0;
    int changed = 0;
    try (Session uncut = engine.open(model, 1);
        Session device = bundle.open(scenario.device(), engine, 1);
        Session edge = bundle.open(scenario.edge(), engine, 1)) {
      for (int i = 0; i < images.size(); i++) {
        Map<String, Tensor> image = Map.of("image", images.input(i));
        Tensor sent = device.run(image).values().iterator().next();
        ByteBuffer payload = bundle.codec(wire).encode(sent);
        bytes += payload.remaining();
        Tensor received = bundle.codec(wire).decode(payload, sent.type());
        Map<String, Tensor> answer = edge.run(Map.of(edge.inputs().get(0).name(), received));
        changed += best(answer) == best(uncut.run(image)) ? 0 : 1;
      }
    }
    assertThat(scenario.transferLayer()).isEqualTo(expected.spec());
    assertThat(images.size()).isEqualTo(expected.images());
    assertThat(changed).isEqualTo(expected.answers().changed());
    assertThat((double) bytes / images.size()).isCloseTo(expected.meanBytes(), within(1e-9));
  }

  private static int best(Map<String, Tensor> answer) {
    float[] scores = answer.get("scores").toFloats();
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }

  /** Pictures with a slight tint in much noise, half to train on, half to choose and confirm on. */
  private Path images() throws IOException {
    Path data = folder.resolve("images");
    Random random = new Random(4);
    List<String> lines = new ArrayList<>(List.of("file,label,split"));
    for (int i = 0; i < IMAGES; i++) {
      int colour = i % COLOURS;
      PngFile.write(picture(colour, random), data.resolve(i + ".png"));
      lines.add("%d.png,%d,%s".formatted(i, colour, i < IMAGES / 2 ? "train" : "val"));
    }
    Files.write(data.resolve("labels.csv"), lines);
    return data;
  }

  private static Pixels picture(int colour, Random random) {
    byte[] rgb = new byte[COLOURS * SIDE * SIDE];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (random.nextInt(40) + (i % COLOURS == colour ? 12 : 0));
    }
    return Pixels.rgb(SIDE, SIDE, rgb);
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

  private static Tensor diagonal(float value, int... dims) {
    float[] values = new float[COLOURS * COLOURS];
    for (int i = 0; i < COLOURS; i++) {
      values[i * COLOURS + i] = value;
    }
    return Tensor.ofFloats(Shape.of(dims), values);
  }
}
