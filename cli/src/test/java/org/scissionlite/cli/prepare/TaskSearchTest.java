package org.scissionlite.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.DialStep;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.Program;
import org.scissionlite.cli.TaskModels;
import org.scissionlite.file.Json;
import org.scissionlite.input.synthetic.SteelImages;
import org.scissionlite.training.search.SearchReport;
import org.scissionlite.training.search.trial.SearchTrial;

/** {@code auto} and {@code --train} where the model is no classifier. */
class TaskSearchTest {
  @TempDir private static Path data;
  @TempDir private Path home;

  @BeforeAll
  static void paint() {
    new SteelImages(84, 32, 4).write(data.resolve("steel"), done -> {});
  }

  @ParameterizedTest
  @CsvSource({"detector,mAP 0.5:0.95", "segmenter,mean IoU", "unknown,100 - relative error"})
  void auto_takesTheMeasureOfTheTask(String name, String measure) {
    CommandRun run = prepared(model(name), "auto", "--max-drop", "60");

    assertThat(run.exitCode()).as(run.err()).isZero();
    SearchReport report =
        Json.read(home.resolve("bundle.relu.search.json"), SearchReport.class, "report");
    SearchTrial confirmed = report.confirmed();
    assertThat(confirmed.measured().measure()).isEqualTo(measure);
    assertThat(report.atMostPoints()).isBetween(confirmed.dropPoints(), 60.0);
    assertThat(confirmed.meanBytes()).isLessThan(4 * 32 * 32);
    assertThat(run.err()).contains("at most 60.0 points of " + measure);
  }

  @Test
  void autoWithADial_keepsTheConfirmedLayerAsTheFinestStepAndTellsWhatTheOthersLose()
      throws Exception {
    CommandRun run = prepared(model("segmenter"), "auto", "--max-drop", "60", "--dial", "3");

    assertThat(run.exitCode()).as(run.err()).isZero();
    SearchReport report =
        Json.read(home.resolve("bundle.relu.search.json"), SearchReport.class, "report");
    Bundle bundle = BundleReader.open(home.resolve("bundle"));
    SplitScenario scenario = bundle.manifest().scenario("");
    assertThat(scenario.transferLayer()).isEqualTo(report.confirmed().spec() + ",dial=3");
    List<DialStep> steps = bundle.steps(scenario);
    assertThat(steps).hasSize(3);
    double finest =
        Double.parseDouble(report.confirmed().spec().replaceAll(".*step=([^,]+).*", "$1"));
    assertThat(steps.get(0).size()).isEqualTo(finest);
    assertThat(steps.get(2).size()).isCloseTo(2 * finest, within(1e-9));
    assertThat(steps.get(2).bytes()).isLessThan(steps.get(0).bytes());
    assertThat(run.err())
        .containsPattern(
            "cut relu, step 0: %s sends".formatted(Pattern.quote(report.confirmed().spec())))
        .containsPattern("cut relu, step 2: .* points of mean IoU lost there");
    assertThat(home.resolve("bundle.evidence.json"))
        .content()
        .contains("\"step\" : " + steps.get(2).size());
  }

  @Test
  void autoWithADial_isTrainedForAllItsStepsAndConfirmedAgain() {
    CommandRun run =
        trained(
            model("segmenter"),
            "auto",
            "edge",
            List.of("--max-drop", "60", "--max-bytes", "3000", "--dial", "3"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    SearchReport report =
        Json.read(home.resolve("bundle.relu.search.json"), SearchReport.class, "report");
    assertThat(report.isTrainedKept()).as(run.err()).isTrue();
    assertThat(report.trained().measured().measure())
        .isEqualTo(report.confirmed().measured().measure());
    assertThat(report.trained().meanBytes()).isLessThanOrEqualTo(3000);
    assertThat(report.trained()).isNotEqualTo(report.confirmed());
    Bundle bundle = BundleReader.open(home.resolve("bundle"));
    SplitScenario scenario = bundle.manifest().scenario("");
    assertThat(scenario.transferLayer()).isEqualTo(report.confirmed().spec() + ",dial=3");
    List<DialStep> steps = bundle.steps(scenario);
    assertThat(steps).hasSize(3);
    assertThat(steps.get(2).bytes()).isBetween(1L, steps.get(0).bytes() - 1);
    assertThat(run.err())
        .containsPattern("trained, the layer sends [\\d,]+ bytes an image at its finest step")
        .containsPattern("cut relu, step 2 .* lost before, .* lost after")
        .contains("; confirmed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "auto;--dial 9;--dial: expected 2 to 8 steps, got 9",
        "q8;--dial 3;--dial goes with --transfer-layer auto"
      })
  void dialThatMakesNoSense_isRefusedInOneLine(String layer, String options, String words) {
    CommandRun run = prepared(model("unknown"), layer, (Object[]) options.split(" "));
    assertThat(run.exitCode()).isEqualTo(Program.USAGE);
    assertThat(run.problem()).contains(words).doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({"detector", "segmenter", "anomaly", "unknown"})
  void training_makesTheAnswersAlike(String name) {
    CommandRun run = trained(model(name), "transform:step=2", "transfer-layer");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).containsPattern("agreement with the uncut model \\d+\\.\\d %");
  }

  @Test
  void dial_isTrainedAndEachStepIsMeasuredOnImagesThatTheTrainingDidNotSee() {
    CommandRun run = trained(model("segmenter"), "transform:step=2,dial=3", "edge");

    assertThat(run.exitCode()).as(run.err()).isZero();
    for (int step = 0; step < 3; step++) {
      assertThat(run.err())
          .containsPattern(
              "cut relu, step %d \\([\\d.]+\\), \\d+ images that were not trained on: [\\d,]+ bytes and -?[\\d.]+ points of .* lost before, [\\d,]+ bytes and -?[\\d.]+ points of .* lost after"
                  .formatted(step));
    }
    Bundle bundle = BundleReader.open(home.resolve("bundle"));
    List<DialStep> steps = bundle.steps(bundle.manifest().scenario(""));
    assertThat(steps).hasSize(3);
    assertThat(steps.get(2).bytes()).isBetween(1L, steps.get(0).bytes());
  }

  @Test
  void imagesWithoutLabelsOfTheTask_areHeldAgainstTheUncutModel() {
    CommandRun run =
        prepared(
            model("segmenter"),
            "auto",
            "--max-drop",
            "30",
            "--masks",
            data.resolve("steel/labels"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("points of IoU with the uncut model");
  }

  private Path model(String name) {
    return switch (name) {
      case "detector" -> TaskModels.detector(home);
      case "segmenter" -> TaskModels.segmenter(home);
      case "anomaly" -> TaskModels.anomaly(home);
      default -> TaskModels.unknown(home);
    };
  }

  /** A short training of what is named. */
  private CommandRun trained(Path model, String layer, String what) {
    return trained(model, layer, what, List.of());
  }

  private CommandRun trained(Path model, String layer, String what, List<String> more) {
    List<String> words = new ArrayList<>(List.of("--train", what, "--epochs", "1"));
    words.addAll(List.of("--threads", "1", "--training-images", "24", "--variants", "1"));
    words.addAll(more);
    return prepared(model, layer, words.toArray());
  }

  private CommandRun prepared(Path model, String layer, Object... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("prepare", model, "--cut", "relu", "--transfer-layer", layer));
    arguments.addAll(List.of("--data", data.resolve("steel"), "--preprocessing", "unit"));
    arguments.addAll(List.of("-o", home.resolve("bundle")));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }
}
