package org.scissionlite.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.SmallImages;
import org.scissionlite.cli.TinyModel;
import org.scissionlite.file.Json;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.training.TrainingReport;
import org.scissionlite.zoo.Zoo;

class TrainCommandTest {
  @TempDir private Path folder;

  @Test
  void zooNetwork_isTrainedAndWrittenWithAllThatBelongsToIt() throws IOException {
    Path model = folder.resolve("small.onnx");
    CommandRun run =
        CommandRun.of(
            "train",
            "zoo:mobilenetv2",
            "--width",
            0.1,
            "--input",
            32,
            "--epochs",
            1,
            "--batch",
            4,
            "--threads",
            1,
            "--data",
            images(),
            "-o",
            model);
    assertThat(run.err()).contains("epoch 1 of 1: loss ");
    assertThat(run.exitCode()).isZero();
    assertThat(OnnxReader.read(model).graph().outputs().get(0).shape().dim(1)).isEqualTo(2);
    assertThat(Files.readAllLines(folder.resolve("small.labels.txt")))
        .containsExactly("dark", "light");
    Json.read(folder.resolve("small.preprocessing.json"), Preprocessing.class, "preprocessing");
    TrainingReport report =
        Json.read(folder.resolve("small.training.json"), TrainingReport.class, "report");
    assertThat(report.epochs()).hasSize(1);
    assertThat(folder.resolve("small.checkpoint")).doesNotExist();
  }

  @Test
  void bestEpoch_isChosenOnTheSplitVal() throws IOException {
    Path data = SmallImages.write(folder.resolve("data"), 20);
    nameSplit(data, "test", "val");
    Path model = folder.resolve("trained.onnx");
    CommandRun run =
        CommandRun.of(
            "train",
            TinyModel.writeTo(folder),
            "--epochs",
            8,
            "--learning-rate",
            0.02,
            "--threads",
            1,
            "--data",
            data,
            "-o",
            model);
    assertThat(run.err())
        .contains("learns from 20 images; the best epoch is chosen on 'val' (10 images)");
    assertThat(run.exitCode()).isZero();

    TrainingReport report =
        Json.read(folder.resolve("trained.training.json"), TrainingReport.class, "report");
    double best = report.best().accuracy();
    assertThat(report.epochs()).allMatch(epoch -> epoch.accuracy() <= best);
    CommandRun judged =
        CommandRun.of(
            "evaluate", model, "--data", data, "--split", "val", "--no-pictures", "--json");
    assertThat(judged.exitCode()).as(judged.err()).isZero();
    JsonNode uncut = new ObjectMapper().readTree(judged.out()).get("subjects").get(0);
    assertThat(uncut.get("accuracy").get("top1Correct").asInt())
        .isEqualTo(Math.toIntExact(Math.round(10 * best)));
  }

  @Test
  void fileOfAZooNetwork_goesOnLearningAtAnotherSize() throws IOException {
    Path small = folder.resolve("small.onnx");
    OnnxWriter.write(
        Zoo.build(
            "mobilenetv2",
            Zoo.defaults("mobilenetv2").withWidth(0.1).withInputSize(32).withClasses(2)),
        small);
    Path large = folder.resolve("large.onnx");

    CommandRun run = train(small, "--input", 48, "--epochs", 1, "--data", images(), "-o", large);

    assertThat(run.exitCode()).as(run.err()).isZero();
    ModelGraph graph = OnnxReader.read(large).graph();
    assertThat(graph.inputs().get(0).shape()).isEqualTo(Shape.of(1, 3, 48, 48));
    assertThat(graph.outputs()).isEqualTo(OnnxReader.read(small).graph().outputs());
  }

  @Test
  void modelThatWorksAtItsOwnSizeAlone_isRefusedAtAnother() throws IOException {
    ModelGraph tiny = TinyModel.graph();
    Node fixed =
        Node.of(
            "pool", "AveragePool", List.of("join"), Map.of("kernel_shape", Attribute.ints(15, 15)));
    Path model = folder.resolve("fixed.onnx");
    OnnxWriter.write(
        tiny.with(
            tiny.inputs(),
            tiny.outputs(),
            tiny.nodes().stream().map(node -> node.name().equals("pool") ? fixed : node).toList()),
        model);

    CommandRun run =
        train(model, "--input", 64, "--data", images(), "-o", folder.resolve("never.onnx"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("works at its own size alone, not at 64 pixels: ");
  }

  private static CommandRun train(Path model, Object... options) {
    return CommandRun.of(
        Stream.concat(Stream.of("train", model, "--threads", 1), Arrays.stream(options)).toArray());
  }

  @Test
  void withoutVal_aTenthOfTrainChoosesTheEpoch() throws IOException {
    CommandRun run =
        CommandRun.of(
            "train",
            TinyModel.writeTo(folder),
            "--epochs",
            1,
            "--data",
            SmallImages.write(folder.resolve("data"), 20),
            "-o",
            folder.resolve("trained.onnx"));
    assertThat(run.err())
        .contains(
            "learns from 18 images; the best epoch is chosen on a tenth of 'train' (2 images)");
    assertThat(run.exitCode()).isZero();
  }

  private static void nameSplit(Path data, String old, String now) throws IOException {
    Path labels = data.resolve("labels.csv");
    Files.writeString(labels, Files.readString(labels).replace("," + old, "," + now));
  }

  @Test
  void unknownArchitecture_isNamed() throws IOException {
    CommandRun run =
        CommandRun.of("train", "zoo:mobilnet", "--data", images(), "-o", folder.resolve("m.onnx"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("unknown architecture 'mobilnet'; valid, nearest first: mobile");
  }

  @Test
  void missingData_isNamed() {
    CommandRun run =
        CommandRun.of(
            "train", "zoo:mobilenet", "--data", folder.resolve("no"), "-o", folder.resolve("m"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no such folder");
  }

  private Path images() throws IOException {
    Random random = new Random(3);
    Path data = folder.resolve("images");
    for (int i = 0; i < 20; i++) {
      Path file = data.resolve(i % 2 == 0 ? "dark" : "light").resolve(i + ".png");
      Files.createDirectories(file.getParent());
      BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
      for (int p = 0; p < 32 * 32; p++) {
        int level = random.nextInt(60) + (i % 2 == 0 ? 0 : 180);
        image.setRGB(p % 32, p / 32, level * 0x10101);
      }
      ImageIO.write(image, "png", file.toFile());
    }
    return data;
  }
}
