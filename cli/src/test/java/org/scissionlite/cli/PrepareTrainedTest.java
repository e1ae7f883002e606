package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.file.Json;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.training.TrainingReport;

/** {@code prepare --train}: a trained transfer layer from the command line. */
class PrepareTrainedTest {
  @TempDir private Path folder;

  @Test
  void trainedBottleneck_isBundledWithReportAndCurves() throws IOException {
    Path model = TinyModel.writeTo(folder);
    CommandRun run =
        prepare(model, images(30), "--transfer-layer", "learned:c=8,s=2", "--max-bytes", 60);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("before training: loss on validation images ");
    assertThat(run.err()).contains("epoch 2 of 2: loss ").contains(" bytes an image; 0 s left");
    Bundle bundle = BundleReader.open(folder.resolve("bundle"));
    assertThat(bundle.manifest().scenarios().get(0).transferLayer()).startsWith("learned:c=8,s=2");
    TrainingReport report =
        Json.read(beside(".training.json"), TrainingReport.class, "training report");
    assertThat(report.lastEpoch()).isEqualTo(2);
    assertThat(report.trainedInitializers()).contains("w2", "w3").doesNotContain("w1");
    assertThat(beside(".training.png")).isNotEmptyFile();
    assertThat(files()).noneMatch(name -> name.endsWith(".checkpoint"));
  }

  @Test
  void publishedLayer_canBeRetrained() throws IOException {
    Path model = TinyModel.writeTo(folder);
    CommandRun run = prepare(model, images(12), "--transfer-layer", "pool2");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(BundleReader.open(folder.resolve("bundle")).manifest().scenarios()).hasSize(1);
  }

  @Test
  void bottleneckWithoutTraining_keepsToTheBytes() throws IOException {
    CommandRun run =
        CommandRun.prepare(
            folder,
            "stem.relu",
            "--data",
            images(30),
            "--preprocessing",
            "unit",
            "--transfer-layer",
            "learned:c=8,s=2",
            "--max-bytes",
            40);
    assertThat(run.exitCode()).as(run.err()).isZero();
    CommandRun evaluation =
        CommandRun.of(
            "evaluate",
            folder.resolve("bundle"),
            "--data",
            folder.resolve("images"),
            "--no-pictures",
            "--json");
    assertThat(evaluation.exitCode()).as(evaluation.err()).isZero();
    assertThat(meanBytes(evaluation.out())).isBetween(8.0, 44.0);
  }

  private static double meanBytes(String json) throws IOException {
    return new ObjectMapper()
        .readTree(json)
        .get("subjects")
        .get(1)
        .get("bytes")
        .get("mean")
        .asDouble();
  }

  @Test
  void variants_multiplyTheImages() throws IOException {
    Path model = TinyModel.writeTo(folder);
    CommandRun run =
        prepare(model, images(12), "--transfer-layer", "learned:c=8,s=2", "--variants", 3);
    assertThat(run.exitCode()).as(run.err()).isZero();
    CommandRun none = prepare(model, images(12), "--transfer-layer", "pool2", "--variants", 0);
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("variants of an image: expected 1 or more, got 0");
  }

  @Test
  void oneImage_isTooFew() throws IOException {
    CommandRun run =
        prepare(TinyModel.writeTo(folder), images(1), "--transfer-layer", "learned:c=8,s=2");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--train needs at least 2 images, got 1");
    assertThat(folder.resolve("bundle")).doesNotExist();
  }

  @Test
  void unknownPartAndDevice_areNamed() throws IOException {
    Path model = TinyModel.writeTo(folder);
    Path images = images(4);
    CommandRun part = prepare(model, images, "--transfer-layer", "pool2", "--train", "egde");
    assertThat(part.exitCode()).isEqualTo(2);
    assertThat(part.err()).contains("unknown part to train 'egde'");
    CommandRun device = prepare(model, images, "--transfer-layer", "pool2", "--device", "gpu");
    assertThat(device.exitCode()).isEqualTo(2);
    assertThat(device.err()).contains("unknown training device 'gpu'");
  }

  @Test
  void trainingWithoutData_isExplained() {
    CommandRun run =
        CommandRun.prepare(folder, "stem.relu", "--transfer-layer", "pool2", "--train", "edge");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--data");
  }

  @Test
  void weightsThatAreNoNumbers_leaveNoBundle() throws IOException {
    ModelGraph graph = TinyModel.graph();
    Tensor broken = Tensor.zeros(graph.initializers().get("w3").type());
    broken.floats().put(0, Float.NaN);
    Path model = folder.resolve("broken.onnx");
    OnnxWriter.write(graph.withInitializers(Map.of("w3", broken)), model);
    CommandRun run = prepare(model, images(12), "--transfer-layer", "learned:c=8,s=2");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).containsAnyOf("not a number", "NaN");
    assertThat(folder.resolve("bundle")).doesNotExist();
  }

  private CommandRun prepare(Path model, Path images, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "prepare",
                model,
                "--cut",
                "stem.relu",
                "--data",
                images,
                "--preprocessing",
                "unit",
                "--epochs",
                2,
                "-o",
                folder.resolve("bundle")));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--train")) {
      arguments.addAll(List.of("--train", "edge"));
    }
    return CommandRun.of(arguments.toArray());
  }

  private Path beside(String ending) throws IOException {
    return folder.resolve(
        files().stream()
            .filter(name -> name.startsWith("bundle.") && name.endsWith(ending))
            .findFirst()
            .orElseThrow());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private Path images(int count) {
    return SmallImages.writeNoise(folder.resolve("images"), count);
  }
}
