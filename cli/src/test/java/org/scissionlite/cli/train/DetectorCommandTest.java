package org.scissionlite.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.model.Shape;
import org.scissionlite.onnx.read.OnnxReader;

/** A detector from generated pictures and boxes, and further from its file. */
class DetectorCommandTest {
  @TempDir private Path folder;

  @Test
  void retinanet_isTrainedFromBoxes_andItsFileFurther() throws Exception {
    Path steel = folder.resolve("steel");
    assertThat(CommandRun.of("images", "synthetic-steel", "--count", 35, "-o", steel).exitCode())
        .isZero();
    Path model = folder.resolve("boxes.onnx");
    CommandRun trained = train("zoo:retinanet", steel, model, "--width", 0.1, "--input", 64);
    assertThat(trained.err()).contains("mAP 0.5:0.95 on 'val'");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(OnnxReader.read(model).graph().outputs().get(0).shape())
        .isEqualTo(Shape.of(1, 10, 774));
    assertThat(Files.readAllLines(folder.resolve("boxes.labels.txt"))).startsWith("crazing");

    CommandRun further = train(model, steel, folder.resolve("further.onnx"));
    assertThat(further.exitCode()).as(further.err()).isZero();
    assertThat(further.err()).contains("before training");
  }

  @Test
  void folderWithoutNamesOfBoxes_saysWhatIsExpected() throws Exception {
    Path steel = folder.resolve("plain");
    CommandRun.of("images", "synthetic-steel", "--count", 35, "--size", 32, "-o", steel);
    Files.delete(steel.resolve("boxes.labels.txt"));
    CommandRun run = train("zoo:retinanet", steel, folder.resolve("m.onnx"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("expected the names of the boxes' classes", "in boxes.labels.txt");
  }

  private static CommandRun train(Object source, Path data, Path model, Object... more) {
    Object[] arguments = {
      "train", source, "--epochs", 1, "--batch", 8, "--threads", 1, "--data", data, "-o", model
    };
    Object[] all = new Object[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }
}
