package org.scissionlite.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.model.Shape;
import org.scissionlite.onnx.read.OnnxReader;

/** A segmenter from generated pictures and masks to a bundle that is cut across a connection. */
class SegmenterCommandTest {
  @TempDir private Path folder;

  @Test
  void unet_isTrainedFromMasksAndCutAcrossItsConnections() throws Exception {
    Path steel = folder.resolve("steel");
    assertThat(CommandRun.of("images", "synthetic-steel", "--count", 70, "-o", steel).exitCode())
        .isZero();
    Path model = folder.resolve("areas.onnx");
    CommandRun trained =
        CommandRun.of(
            "train",
            "zoo:unet",
            "--width",
            0.1,
            "--input",
            32,
            "--epochs",
            1,
            "--batch",
            8,
            "--threads",
            1,
            "--data",
            steel,
            "-o",
            model);
    assertThat(trained.err()).contains("places right on 'val'");
    assertThat(trained.exitCode()).isZero();
    assertThat(OnnxReader.read(model).graph().outputs().get(0).shape())
        .isEqualTo(Shape.of(1, 7, 32, 32));
    assertThat(Files.readAllLines(folder.resolve("areas.labels.txt"))).startsWith("ok");

    Path bundle = folder.resolve("bundle");
    CommandRun shared =
        prepare(model, steel, bundle, "--max-bytes", 2000, "--train", "transfer-layer");
    assertThat(shared.exitCode()).isEqualTo(2);
    assertThat(shared.err()).contains("cut 'pool1' has 2 tensors", "give --max-drop");
    CommandRun dialled = prepare(model, steel, bundle, "--dial", 3);
    assertThat(dialled.exitCode()).isEqualTo(2);
    assertThat(dialled.problem()).contains("a dial turns the layer of one; leave --dial out");
    CommandRun prepared = prepare(model, steel, bundle, "--max-bytes", 2000);
    assertThat(prepared.err())
        .contains(
            "tensor",
            "down1_conv2",
            "pool1",
            "points of mean IoU lost there",
            "the best single spec at all tensors there: ");
    assertThat(prepared.exitCode()).isZero();
    assertThat(BundleReader.open(bundle).manifest().scenarios().get(0).wire()).hasSize(2);
  }

  @Test
  void folderWithoutMasks_saysWhatIsExpected() throws Exception {
    Path data = Files.createDirectory(folder.resolve("plain"));
    Files.writeString(data.resolve("labels.csv"), "file,label,split\n");
    CommandRun run =
        CommandRun.of("train", "zoo:unet", "--data", data, "-o", folder.resolve("m.onnx"));
    assertThat(run.exitCode()).isEqualTo(2);
  }

  private static CommandRun prepare(Path model, Path data, Path bundle, Object... more) {
    Object[] arguments = {
      "prepare",
      model,
      "--cut",
      "pool1",
      "--max-cut-tensors",
      2,
      "--transfer-layer",
      "auto",
      "--data",
      data,
      "-o",
      bundle
    };
    Object[] all = new Object[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }
}
