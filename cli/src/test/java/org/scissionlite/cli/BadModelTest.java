package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.write.OnnxWriter;

/**
 * Models that are not what they should be: one clear line, the right exit code, nothing left
 * behind.
 */
class BadModelTest {
  @TempDir private Path folder;

  @Test
  void truncatedRandomAndEmptyFiles_areFailuresInOneLine() throws IOException {
    byte[] good = Files.readAllBytes(TinyModel.writeTo(folder));
    byte[] noise = new byte[5000];
    new Random(3).nextBytes(noise);
    for (byte[] bad : List.of(Arrays.copyOf(good, good.length / 2), noise, new byte[0])) {
      Path file = Files.write(folder.resolve("bad.onnx"), bad);
      CommandRun run = CommandRun.of("inspect", file);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).startsWith("error: ").contains("model 'bad'");
    }
  }

  @Test
  void missingFile_isNamed() {
    CommandRun run = CommandRun.of("inspect", folder.resolve("nowhere.onnx"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("nowhere.onnx");
  }

  @Test
  void unknownOperator_isNamed() {
    ModelGraph tiny = TinyModel.graph();
    List<Node> nodes =
        tiny.nodes().stream()
            .map(node -> node.name().equals("stem.relu") ? mystery(node) : node)
            .toList();
    Path file = folder.resolve("mystery.onnx");
    OnnxWriter.write(tiny.with(tiny.inputs(), tiny.outputs(), nodes), file);

    CommandRun run = prepare(file, "stem", "none");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.problem()).contains("Mystery").hasLineCount(1);
  }

  private static Node mystery(Node node) {
    return Node.of(node.name(), "Mystery", node.inputs(), Map.of());
  }

  @Test
  void unknownCutAndTransferLayer_listTheValidOnes() {
    Path model = TinyModel.writeTo(folder);
    assertUsage(prepare(model, "jion", "none"), "unknown cut 'jion'; valid, nearest first: join");
    assertUsage(prepare(model, "join", "pool3"), "unknown transfer layer 'pool3'");
    assertUsage(prepare(model, "flat", "pool2"), "pool2 needs float32 [N,C,H,W]");
    assertUsage(prepare(model, "join", "q8"), "--calibrate");
  }

  @Test
  void modelWithoutCut_saysSo() {
    ModelGraph tiny = TinyModel.graph();
    ModelGraph one =
        tiny.with(
            tiny.inputs(),
            List.of(new TensorSpec("stem", ElementType.FLOAT32, Shape.of(1, 8, 15, 15))),
            tiny.nodes().subList(0, 1));
    Path file = folder.resolve("one.onnx");
    OnnxWriter.write(one, file);

    assertThat(CommandRun.of("inspect", file).out()).contains("No cut");
    assertUsage(prepare(file, "stem", "none"), "has no cut");
  }

  @Test
  void outputThatIsNoBundle_isLeftAsItIs() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("mine.txt"), "keep");

    assertUsage(prepare(TinyModel.writeTo(folder), "join", "none"), "holds other files");
    assertThat(out.resolve("mine.txt")).hasContent("keep");
  }

  private CommandRun prepare(Path model, String cut, String layer) {
    return CommandRun.of(
        "prepare", model, "--cut", cut, "--transfer-layer", layer, "-o", folder.resolve("out"));
  }

  private void assertUsage(CommandRun run, String message) {
    assertThat(run.problem()).contains(message).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(folder.resolve("out/manifest.json")).doesNotExist();
    assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith(".out"));
  }
}
