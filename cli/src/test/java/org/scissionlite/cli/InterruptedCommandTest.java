package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.file.Json;
import org.scissionlite.training.TrainingReport;

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
    assertThat(first.lines())
        .endsWith(GOES_ON + ", or ends with its best epoch so far with --keep-best");
    Files.copy(folder.resolve("stopped.checkpoint"), folder.resolve("kept.checkpoint"));
    assertThat(names(folder)).contains("stopped.checkpoint").doesNotContain("stopped.onnx");

    ChildRun second = ChildRun.start(folder, training(data, "stopped.onnx"));
    assertThat(second.exitCode()).isZero();
    assertThat(second.saidLine("goes on after epoch ")).isTrue();
    assertThat(names(folder)).doesNotContain("stopped.checkpoint");

    CommandRun whole = CommandRun.of(training(data, "whole.onnx"));
    assertThat(whole.exitCode()).as(whole.err()).isZero();
    assertThat(folder.resolve("stopped.onnx")).hasSameBinaryContentAs(folder.resolve("whole.onnx"));
    assertOthersDiffer(data);
    assertBestIsKept(data);
  }

  private void assertOthersDiffer(Path data) {
    CommandRun other =
        CommandRun.of(with(training(data, "kept.onnx"), "--epochs", 3, "--learning-rate", 0.25));
    assertThat(other.exitCode()).isEqualTo(Program.USAGE);
    assertThat(other.err()).contains("epochs (40 there, 3 now), learning rate (0.0005 there, 0.25");
  }

  private void assertBestIsKept(Path data) {
    CommandRun kept = CommandRun.of(with(training(data, "kept.onnx"), "--keep-best"));
    assertThat(kept.exitCode()).as(kept.err()).isZero();
    TrainingReport report =
        Json.read(folder.resolve("kept.training.json"), TrainingReport.class, "report");
    assertThat(report.lastEpoch()).isLessThan(40);
    assertThat(folder.resolve("kept.onnx")).isNotEmptyFile();
    assertThat(folder.resolve("kept.checkpoint")).doesNotExist();

    CommandRun again = CommandRun.of(with(training(data, "kept.onnx"), "--keep-best"));
    assertThat(again.exitCode()).isEqualTo(Program.USAGE);
    assertThat(again.err()).contains("no training that was stopped").contains("kept.checkpoint");
  }

  private static Object[] with(Object[] arguments, Object... more) {
    List<Object> all = new ArrayList<>(Arrays.asList(arguments));
    if (more[0].equals("--epochs")) {
      int epochs = all.indexOf("--epochs");
      all.subList(epochs, epochs + 2).clear();
    }
    all.addAll(Arrays.asList(more));
    return all.toArray();
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
    assertThat(id(folder.resolve("stopped"))).isEqualTo(id(folder.resolve("whole")));
  }

  /** Which stands for all that is in it but the time at which it was written. */
  private static String id(Path bundle) {
    return BundleReader.open(bundle).manifest().id();
  }

  @Test
  void folderThatIsBeingFilled_goesAway() throws Exception {
    ChildRun run =
        ChildRun.start(
            folder,
            "images",
            "synthetic-steel",
            "--count",
            900_000,
            "-o",
            folder.resolve("images"));
    run.interruptWhen(this::isFillingImages);

    assertThat(run.exitCode()).isEqualTo(STOPPED);
    assertThat(run.lines()).containsExactly("stopped; nothing was written");
    assertThat(names(folder)).containsExactlyInAnyOrder("tmp", "log.txt");
  }

  private boolean isFillingImages() {
    return Stream.of(folder.toFile().list())
        .filter(name -> name.matches("\\.images\\..*\\.partial"))
        .anyMatch(draft -> Files.exists(folder.resolve(draft).resolve("images")));
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
