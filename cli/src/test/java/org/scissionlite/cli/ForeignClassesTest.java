package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.cli.source.TruthOptions;
import org.scissionlite.error.UsageException;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.input.synthetic.SteelImages;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;

/** Masks and boxes of classes that the model does not have: no answer to them could be right. */
class ForeignClassesTest {
  private static final int FOREIGN = 9;

  @TempDir private Path home;
  private Path data;

  @BeforeEach
  void paint() throws IOException {
    data = home.resolve("steel");
    new SteelImages(84, 32, 4).write(data, done -> {});
    markAll(data.resolve("masks"), FOREIGN);
  }

  /** Overwrites the masks of a folder. */
  static void markAll(Path folder, int level) throws IOException {
    BufferedImage mask = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    mask.getRaster().setSample(0, 0, 0, level);
    try (Stream<Path> masks = Files.walk(folder)) {
      for (Path each : masks.filter(file -> file.toString().endsWith(".png")).toList()) {
        ImageIO.write(mask, "png", each.toFile());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evaluate MODEL --no-pictures",
        "prepare MODEL --cut relu --transfer-layer auto --max-drop 60 -o OUT",
        "train zoo:unet --width 0.1 --input 32 --epochs 1 --threads 1 -o OUT.onnx"
      })
  void maskOfAnotherClass_endsEveryCommandThatLearnsOrJudgesByIt(String command) {
    CommandRun run = run(command, TaskModels.segmenter(home));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.problem().lines().filter(line -> line.startsWith("error: ")))
        .singleElement()
        .asString()
        .contains("mask " + data.resolve("masks").toAbsolutePath())
        .endsWith(
            ".png: class 9, but the model has the classes 0 to 6; number the masks' classes as the model does, with 255 where none counts");
  }

  @Test
  void lastMaskThatIsDamaged_isToldBeforeTheFirstIsAskedFor() throws IOException {
    ModelGraph graph = OnnxReader.read(TaskModels.segmenter(home)).graph();
    Task task = Task.of(new ModelEnds(graph.inputs(), graph.outputs(), List.of()));
    new SteelImages(84, 32, 4).write(data, done -> {});
    TestImages images = TestImages.read(data, "test");
    Path last = images.images().get(images.images().size() - 1).file();
    Path mask = data.resolve("masks").resolve(data.resolve("images").relativize(last));
    Files.writeString(mask, "no picture");

    assertThatThrownBy(() -> TruthOptions.usual().of(task, data, "test", images, List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessage("mask %s: not an image of a known format", mask.toAbsolutePath());
    Files.delete(mask);
    assertThatThrownBy(() -> TruthOptions.usual().of(task, data, "test", images, List.of()))
        .hasMessageContaining("there is no mask of it, while others have one");
  }

  @Test
  void boxOfAnotherClass_endsTheEvaluation() throws IOException {
    Path annotations = data.resolve("annotations");
    try (Stream<Path> files = Files.list(annotations)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    try (Stream<Path> labels = Files.walk(data.resolve("labels"))) {
      for (Path each : labels.filter(file -> file.toString().endsWith(".txt")).toList()) {
        Files.writeString(each, FOREIGN + " 0.5 0.5 0.5 0.5\n");
      }
    }
    CommandRun run = run("evaluate MODEL --no-pictures", TaskModels.detector(home));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.problem())
        .containsPattern(
            "error: labels .*\\.txt, line 1: class 9, but the model has the classes 0 to 5; number the classes from 0 on");
  }

  @Test
  void labelsOfAnotherNumber_doNotMakeADetectorATableOfTensors() throws IOException {
    Path labels = Files.writeString(home.resolve("two.txt"), "pit\nscratch\n");

    CommandRun run =
        run("evaluate MODEL --no-pictures --labels " + labels, TaskModels.detector(home));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.problem()).contains("two.txt: 2 names, but the output 'output0'", "has 6");
  }

  @Test
  void classFoldersOfAnotherNumber_areNotLearned() {
    CommandRun run =
        run(
            "train MODEL --epochs 1 --threads 1 -o " + home.resolve("out.onnx"),
            TinyModel.writeTo(home));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.problem())
        .contains(
            "data %s: 7 classes (crazing, ...), but the model 'tiny' has 5; give images of all its classes"
                .formatted(data))
        .doesNotContain("learns from");
  }

  private CommandRun run(String command, Path model) {
    String text =
        command.replace("MODEL", model.toString()).replace("OUT", home.resolve("out").toString());
    List<Object> words = List.of((Object[]) text.split(" "));
    Stream<Object> preprocessing = Stream.of("--preprocessing", "unit", "--data", data);
    return CommandRun.of(Stream.concat(words.stream(), preprocessing).toArray());
  }
}
