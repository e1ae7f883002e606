package org.scissionlite.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.Main;
import org.scissionlite.cli.TaskModels;
import org.scissionlite.cli.TinyModel;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.onnx.write.OnnxWriter;

class InspectCommandTest {
  @TempDir private Path folder;

  @Test
  void table_showsEveryCutWithWhatWouldCross() {
    CommandRun run = CommandRun.of("inspect", TinyModel.writeTo(folder));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("8 layers, 832 parameters")
        .containsPattern("join +4 +1 +\\[1, 8, 15, 15\\] +7,200 +100.0 %");
  }

  @Test
  void json_hasTheBlocksInOrderAndTheLastWithoutCut() throws IOException {
    CommandRun run = CommandRun.of("inspect", TinyModel.writeTo(folder), "--json");

    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.get("layers").asInt()).isEqualTo(8);
    assertThat(report.get("parameters").asInt()).isEqualTo(8 * 27 + 8 * 72 + 40);
    assertThat(report.get("multiplyAdds").asInt()).isEqualTo(225 * 8 * 27 + 225 * 8 * 72 + 40);
    JsonNode blocks = report.get("blocks");
    assertThat(blocks.findValuesAsText("cut"))
        .containsExactly("stem", "stem.relu", "join", "pool", "flat", "null");
    assertThat(blocks.get(2).get("firstLayer").asInt()).isEqualTo(3);
    assertThat(blocks.get(2).get("lastLayer").asInt()).isEqualTo(4);
    assertThat(blocks.get(2).get("outputBytes").asInt()).isEqualTo(7200);
    assertThat(blocks.get(2).get("multiplyAdds").asInt()).isEqualTo(225 * 8 * 72);
    assertThat(blocks.get(5).get("cut").isNull()).isTrue();
  }

  @Test
  void veryLongName_isShownByItsEnds() {
    String name = "block/".repeat(60) + "relu";
    ModelGraph tiny = TinyModel.graph();
    List<Node> nodes =
        tiny.nodes().stream()
            .map(
                node ->
                    node.name().equals("stem.relu")
                        ? new Node(
                            name,
                            name,
                            node.domain(),
                            node.operator(),
                            node.inputs(),
                            node.outputs(),
                            node.attributes())
                        : node)
            .toList();
    Path file = folder.resolve("long.onnx");
    OnnxWriter.write(tiny.with(tiny.inputs(), tiny.outputs(), nodes), file);

    CommandRun run = CommandRun.of("inspect", file);

    assertThat(run.out())
        .containsPattern("block/block/block/block/bloc\\.\\.\\.block/block/block/block/relu +2 ")
        .contains("of long names the ends are shown: --cut takes the layer's number, too")
        .doesNotContain(name);
  }

  @ParameterizedTest
  @CsvSource({
    "detector, 'task detection:head=yolo,boxes=output0,'",
    "segmenter, 'task segmentation:output=logits,form=nchw'",
    "anomaly, task anomaly:",
    "unknown, 'task none: the shapes tell none; --task of'"
  })
  void task_isTold(String model, String line) {
    Path file =
        switch (model) {
          case "detector" -> TaskModels.detector(folder);
          case "segmenter" -> TaskModels.segmenter(folder);
          case "anomaly" -> TaskModels.anomaly(folder);
          default -> TaskModels.unknown(folder);
        };

    assertThat(CommandRun.of("inspect", file).out()).contains(line);
  }

  @Test
  void labelsOfAnotherNumber_areToldAndTheModelIsShown() throws IOException {
    Path file = TaskModels.detector(folder);
    Files.writeString(folder.resolve("detector.labels.txt"), "scratch\ndent\n");

    CommandRun run = CommandRun.of("inspect", file);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("warning: labels", "2 names, but the output", "has 6 classes");
    assertThat(run.out()).contains("task detection:head=yolo");
  }

  @Test
  void referenceCuts_areThoseOfThePythonToolsWithTheirFileSizes() throws IOException {
    CommandRun run = CommandRun.of("inspect", "zoo:densenet169", "--reference-cuts", "--json");

    JsonNode blocks = new ObjectMapper().readTree(run.out()).get("blocks");
    assertThat(blocks.get(0).get("firstLayer").asInt()).isZero();
    assertThat(blocks.get(0).get("lastLayer").asInt()).isEqualTo(1);
    assertThat(blocks.get(0).get("outputBytes").asInt()).isEqualTo(128 + 4 * 230 * 230 * 3);
    assertThat(blocks.get(blocks.size() - 1).get("lastLayer").asInt()).isEqualTo(596);
  }

  @Test
  void unknownArchitecture_listsTheValidOnesNearestFirst() {
    CommandRun run = CommandRun.of("inspect", "zoo:densenet168");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: unknown architecture 'densenet168'");
    assertThat(run.err()).contains("nearest first: densenet169");
  }

  @Test
  void everyCommand_hasHelpWithAnExample() {
    for (String command : Main.commandLine().getSubcommands().keySet()) {
      if (!command.equals("help")) {
        CommandRun run = CommandRun.of(command, "--help");
        assertThat(run.exitCode()).as(command).isZero();
        assertThat(run.out()).as(command).contains("Example:", "scissionlite " + command);
      }
    }
  }
}
