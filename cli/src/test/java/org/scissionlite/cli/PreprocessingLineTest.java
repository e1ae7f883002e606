package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
