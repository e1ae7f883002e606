package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.file.Json;
import org.scissionlite.input.Preprocessing;

/** The first line of the commands that turn pictures into numbers says how, and why so. */
class PreprocessingLineTest {
  @TempDir private Path folder;

  private Path model;
  private Path data;

  @BeforeEach
  void write() {
    model = TinyModel.writeTo(folder);
    data = SmallImages.writeNoise(folder.resolve("data"), 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "prepare", "benchmark"})
  void defaultThatNobodyChose_isAWarning(String command) {
    assertThat(firstLine(run(command)))
        .startsWith("warning: preprocessing torch: by default")
        .contains("tiny.preprocessing.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "prepare", "benchmark"})
  void option_isNamed(String command) {
    assertThat(firstLine(run(command, "--preprocessing", "unit")))
        .isEqualTo("preprocessing unit: by --preprocessing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "prepare", "benchmark"})
  void fileBesideTheModel_isNamed(String command) {
    Path beside = folder.resolve("tiny.preprocessing.json");
    Json.write(beside, Preprocessing.named("unit"));
    assertThat(firstLine(run(command)))
        .isEqualTo("preprocessing %s: it lies beside the model".formatted(beside));
  }

  /** Hubs lay them beside the model, or above its folder, where other files may be, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {"preprocessor_config.json", "config.json", "onnx/preprocessor_config.json"})
  void fileOfAModelHub_isFound(String name) throws IOException {
    Path hub = Files.createDirectories(folder.resolve("hub/onnx"));
    if (!name.equals("config.json")) {
      Files.writeString(folder.resolve("hub/config.json"), "{\"model_type\": \"vit\"}");
      Files.writeString(hub.resolve("config.json"), "no JSON");
    }
    Path file = folder.resolve("hub").resolve(name);
    Files.writeString(
        file,
        name.equals("config.json")
            ? "{\"pretrained_cfg\": {\"crop_pct\": 0.95}}"
            : "{\"do_resize\": true, \"size\": 15, \"image_mean\": [0, 0, 0]}");
    model = TinyModel.writeTo(hub);

    CommandRun run = run("prepare");

    assertThat(firstLine(run))
        .isEqualTo("preprocessing %s: it lies beside the model".formatted(file));
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void fileOfAModelHub_isTakenByTheOption() throws IOException {
    Path file = folder.resolve("of-a-hub.json");
    Files.writeString(file, "{\"do_resize\": true, \"size\": {\"shortest_edge\": 8}}");

    CommandRun run = run("prepare", "--preprocessing", file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("error: %s: field 'size': pictures keep their shape".formatted(file))
        .hasLineCount(1);
  }

  @Test
  void bundle_hasItsOwn() {
    run("prepare", "--preprocessing", "unit");
    Path bundle = folder.resolve("out");
    CommandRun run = CommandRun.of("evaluate", bundle, "--data", data, "--no-pictures");
    assertThat(firstLine(run)).isEqualTo("preprocessing that of the bundle");
    CommandRun other =
        CommandRun.of(
            "evaluate", bundle, "--data", data, "--no-pictures", "--preprocessing", "torch");
    assertThat(firstLine(other))
        .isEqualTo(
            "warning: preprocessing that of the bundle; --preprocessing torch is left aside");
  }

  private CommandRun run(String command, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of(command, model));
    arguments.addAll(
        switch (command) {
          case "evaluate" -> List.of("--data", data, "--no-pictures");
          case "prepare" -> List.of("--cut", "join", "-o", folder.resolve("out"));
          default ->
              List.of(
                  "--name",
                  "d",
                  "-o",
                  folder.resolve("profiles"),
                  "--memory",
                  "computed",
                  "--warmup",
                  1,
                  "--repeats",
                  2);
        });
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  private static String firstLine(CommandRun run) {
    return run.err().lines().findFirst().orElseThrow();
  }
}
