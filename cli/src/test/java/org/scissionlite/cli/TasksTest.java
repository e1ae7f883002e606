package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.PngFile;
import org.scissionlite.input.synthetic.SteelImages;
import org.scissionlite.input.synthetic.SteelSurface;

/** Models that are no classifiers, from the bundle to the drawn and measured answer. */
class TasksTest {
  @TempDir private Path home;
  private Path image;

  @BeforeEach
  void paint() {
    image = home.resolve("part.png");
    PngFile.write(SteelSurface.PATCHES.picture(32, 3), image);
  }

  @Test
  void detector_tellsAndDrawsItsBoxes() throws IOException {
    Path bundle = prepared(TaskModels::detector, "");
    Path drawings = home.resolve("drawings");

    CommandRun text = CommandRun.of("device", bundle, image, "--draw", drawings);
    JsonNode answer = json(bundle).get("answers").get(0);
    JsonNode box = answer.get("boxes").get(0);

    assertThat(text.out()).contains("class 1", "0.90  at 8, 4, size 16 x 16");
    assertThat(answer.get("task").asText()).isEqualTo("detection");
    assertThat(answer.get("boxes")).hasSize(1);
    assertThat(box.get("bottom").asDouble()).isCloseTo(20, within(0.01));
    assertThat(box.get("unit").asText()).isEqualTo("pixels");
    assertThat(answer.get("outputs").get("output0").get("shape").toString()).isEqualTo("[1,10,21]");
    assertThat(answer.get("outputs").get("output0").has("data")).isFalse();
    Pixels drawn = ImageFiles.read(drawings.resolve("part.png"));
    assertThat(drawn.width()).isEqualTo(320);
    // The frame is coloured, what lies inside it is the grey of the picture.
    assertThat(isGrey(drawn, 80, 150)).isFalse();
    assertThat(isGrey(drawn, 160, 150)).isTrue();
  }

  private static boolean isGrey(Pixels picture, int x, int y) {
    return picture.level(x, y, 0) == picture.level(x, y, 1)
        && picture.level(x, y, 1) == picture.level(x, y, 2);
  }

  @Test
  void segmenter_tellsTheShareOfEachClass() throws IOException {
    Path bundle = prepared(TaskModels::segmenter, "");
    JsonNode areas = json(bundle).get("answers").get(0).get("areas");
    double sum = 0;
    for (JsonNode area : areas) {
      sum += area.get("share").asDouble();
    }

    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(CommandRun.of("device", bundle, image).out())
        .containsPattern("class [0-6] +\\d+\\.\\d %");
  }

  @Test
  void anomaly_tellsScoreAndPlace() throws IOException {
    Path bundle = prepared(TaskModels::anomaly, "");
    JsonNode answer = json(bundle).get("answers").get(0);

    assertThat(answer.get("anomaly").get("score").asDouble())
        .isEqualTo(answer.get("anomaly").get("peak").asDouble());
    assertThat(answer.get("outputs").get("score").get("data")).hasSize(1);
    assertThat(CommandRun.of("device", bundle, image).out())
        .contains("anomaly score", "most unusual");
  }

  @Test
  void tensorsOfWhichNothingIsKnown_areToldByNameTypeAndShape() throws IOException {
    Path bundle = prepared(TaskModels::unknown, "");

    assertThat(CommandRun.of("device", bundle, image).out())
        .contains("picture float32 [1,3,32,32]")
        .doesNotContain("class ");
    assertThat(json(bundle).get("answers").get(0).get("task").asText()).isEqualTo("none");
  }

  @Test
  void task_isKeptInTheBundle() throws IOException {
    Path bundle = prepared(TaskModels::anomaly, "segmentation:output=map");

    assertThat(json(bundle).get("answers").get(0).get("task").asText()).isEqualTo("segmentation");
    CommandRun other = CommandRun.of("device", bundle, image, "--json", "--task", "none");
    assertThat(new ObjectMapper().readTree(other.out()).at("/answers/0/task").asText())
        .isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource({"boxes, task 'boxes'", "anomaly:map=nothing, output 'nothing'"})
  void wrongTask_isRefusedBeforeAnythingIsDone(String task, String named) {
    CommandRun run =
        CommandRun.of(
            "prepare",
            TaskModels.detector(home),
            "--task",
            task,
            "--cut",
            "relu",
            "--preprocessing",
            "unit",
            "-o",
            home.resolve("bundle"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.problem()).contains(named).doesNotContain("\n");
    assertThat(home.resolve("bundle")).doesNotExist();
  }

  @Test
  void detectorIsMeasured_byItsBoxes() throws IOException {
    Path bundle = prepared(TaskModels::detector, "");
    Path data = pictures(3);
    Files.createDirectories(data.resolve("labels"));
    for (int i = 0; i < 3; i++) {
      Files.writeString(data.resolve("labels/" + i + ".txt"), "1 0.5 0.375 0.5 0.5\n");
    }
    Files.writeString(data.resolve("labels/2.txt"), "0 0.5 0.375 0.5 0.5\n");
    JsonNode report = evaluated(bundle, data.resolve("images"));

    // Two of three are found; what is found in the third is wrong and has the score of the others.
    assertThat(measure(report, 0, "mAP 0.5").get("points").asDouble()).isBetween(30.0, 51.0);
    assertThat(measure(report, 1, "matched boxes").get("points").asDouble()).isEqualTo(100);
    assertThat(measure(report, 1, "mAP 0.5").at("/difference/points").asDouble()).isZero();
  }

  @Test
  void segmenterAndAnomaly_areMeasuredOnSyntheticSteel() throws IOException {
    Path data = home.resolve("steel");
    new SteelImages(35, 32, 1).write(data, done -> {});

    JsonNode areas = evaluated(prepared(TaskModels::segmenter, ""), data);
    assertThat(measure(areas, 0, "mean IoU").get("points").asDouble()).isBetween(0.0, 60.0);
    assertThat(measure(areas, 0, "IoU with the uncut model").get("points").asDouble())
        .isEqualTo(100);
    JsonNode anomalies = evaluated(prepared(TaskModels::anomaly, ""), data);
    assertThat(measure(anomalies, 0, "AUROC of images").get("points").asDouble())
        .isBetween(0.0, 100.0);
    assertThat(measure(anomalies, 1, "AUROC of pixels").get("points").asDouble())
        .isBetween(0.0, 100.0);
    assertThat(measure(anomalies, 1, "rank correlation").get("labelled").asBoolean()).isFalse();
  }

  @Test
  void withoutLabels_theAgreementIsMeasured() throws IOException {
    JsonNode report = evaluated(prepared(TaskModels::unknown, ""), pictures(3).resolve("images"));
    CommandRun text =
        CommandRun.of(
            "evaluate",
            home.resolve("bundle"),
            "--data",
            home.resolve("data/images"),
            "--picture-qualities",
            "10");

    assertThat(measure(report, 1, "100 - relative error").get("points").asDouble())
        .isGreaterThan(99);
    assertThat(text.out())
        .contains(
            "The task is none, so no labels apply; --task names another",
            "100 - relative error",
            "JPEG 4:2:0 quality 10");
  }

  private static JsonNode measure(JsonNode report, int subject, String name) {
    for (JsonNode each : report.get("subjects").get(subject).get("measures")) {
      if (each.get("name").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError(name + " is not in " + report.get("subjects"));
  }

  private JsonNode evaluated(Path bundle, Path data) throws IOException {
    CommandRun run = CommandRun.of("evaluate", bundle, "--data", data, "--no-pictures", "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private Path pictures(int count) {
    Path data = home.resolve("data");
    for (int i = 0; i < count; i++) {
      PngFile.write(SteelSurface.OK.picture(32, i), image(data, i));
    }
    return data;
  }

  private static Path image(Path data, int number) {
    Path folder = data.resolve("images");
    try {
      return Files.createDirectories(folder).resolve(number + ".png");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode json(Path bundle) throws IOException {
    CommandRun run = CommandRun.of("device", bundle, image, "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private Path prepared(Function<Path, Path> model, String task) {
    List<Object> arguments = new ArrayList<>(List.of("prepare", model.apply(home)));
    arguments.addAll(List.of("--cut", "relu", "--transfer-layer", "q8", "--calibrate", "random"));
    arguments.addAll(List.of("--preprocessing", "unit", "-o", home.resolve("bundle")));
    if (!task.isEmpty()) {
      arguments.addAll(List.of("--task", task));
    }
    CommandRun run = CommandRun.of(arguments.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return home.resolve("bundle");
  }
}
