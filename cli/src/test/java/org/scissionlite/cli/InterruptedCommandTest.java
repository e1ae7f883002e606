package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands in processes of their own that get a Ctrl-C in the middle. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class InterruptedCommandTest {
  private static final int STOPPED = 143;
  private static final String GOES_ON = "stopped; the same command goes on where it was";

  @TempDir private Path folder;

  @Test
  void training_goesOnToTheSameModel() throws Exception {
    Path data = SmallImages.write(folder.resolve("data"), 20);
    TinyModel.writeTo(folder);
    ChildRun first = ChildRun.start(folder, training(data, "stopped.onnx"));
    first.interruptWhen(() -> first.saidLine("epoch 1 of "));
    assertThat(first.exitCode()).isEqualTo(STOPPED);
    assertThat(first.lines()).endsWith(GOES_ON);
    assertThat(names(folder)).contains("stopped.checkpoint").doesNotContain("stopped.onnx");

    ChildRun second = ChildRun.start(folder, training(data, "stopped.onnx"));
    assertThat(second.exitCode()).isZero();
    assertThat(second.saidLine("goes on after epoch ")).isTrue();
    assertThat(names(folder)).doesNotContain("stopped.checkpoint");

    CommandRun whole = CommandRun.of(training(data, "whole.onnx"));
    assertThat(whole.exitCode()).as(whole.err()).isZero();
    assertThat(folder.resolve("stopped.onnx")).hasSameBinaryContentAs(folder.resolve("whole.onnx"));
  }

  @Test
  void preparation_goesOnToTheSameBundle() throws Exception {
    Path data = SmallImages.write(folder.resolve("data"), 40);
    Path model = TinyModel.writeTo(folder);
    ChildRun first = ChildRun.start(folder, preparation(model, data, "stopped"));
    first.interruptWhen(() -> first.saidLine("trial 3 of "));
    assertThat(first.exitCode()).isEqualTo(STOPPED);
    assertThat(first.lines()).endsWith(GOES_ON);
    assertThat(names(folder)).noneMatch(name -> name.endsWith("stopped") || name.startsWith("."));

    ChildRun second = ChildRun.start(folder, preparation(model, data, "stopped"));
    assertThat(second.exitCode()).isZero();
    assertThat(second.saidLine("goes on after trial ")).isTrue();
    assertThat(names(folder)).noneMatch(name -> name.contains("journal"));
    assertThat(names(folder.resolve("tmp"))).isEmpty();

    CommandRun whole = CommandRun.of(preparation(model, data, "whole"));
    assertThat(whole.exitCode()).as(whole.err()).isZero();
    assertThat(folder.resolve("stopped/manifest.json"))
        .hasSameTextualContentAs(folder.resolve("whole/manifest.json"));
  }

  @Test
  void folderThatIsBeingFilled_goesAway() throws Exception {
    Path partial = folder.resolve(".images.partial/images");
    ChildRun run =
        ChildRun.start(
            folder,
            "images",
            "synthetic-steel",
            "--count",
            900_000,
            "-o",
            folder.resolve("images"));
    run.interruptWhen(() -> Files.exists(partial));

    assertThat(run.exitCode()).isEqualTo(STOPPED);
    assertThat(run.lines()).containsExactly("stopped; nothing was written");
    assertThat(names(folder)).containsExactlyInAnyOrder("tmp", "log.txt");
  }

  private Object[] training(Path data, String output) {
    return new Object[] {
      "train",
      folder.resolve("tiny.onnx"),
      "--epochs",
      40,
      "--batch",
      4,
      "--threads",
      1,
      "--data",
      data,
      "-o",
      folder.resolve(output)
    };
  }

  private Object[] preparation(Path model, Path data, String output) {
    return new Object[] {
      "prepare",
      model,
      "--cut",
      "join",
      "--transfer-layer",
      "auto",
      "--max-drop",
      50,
      "--preprocessing",
      "unit",
      "--data",
      data,
      "-o",
      folder.resolve(output)
    };
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
