package org.scissionlite.cli.offload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.offload.result.DeviceReport;
import org.scissionlite.cli.offload.result.DeviceReport.AnswerReport;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;

/** Results of {@code device} tell the step of the dial. */
class DialResultsTest {
  @TempDir private Path folder;

  @Test
  void resultsOfAScenarioWithADial_tellTheStepInEveryFormat() throws Exception {
    serve("transform:step=0.5,dial=3");
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (EdgeServer edge =
        EdgeServer.start(
            BundleReader.open(folder.resolve("bundle")),
            new OrtEngine(),
            EdgeOptions.listeningOn(any))) {
      Path report = Files.writeString(folder.resolve("r.json"), device(edge, "--json"));
      assertThat(DeviceReport.read(report).answers())
          .hasSize(2)
          .extracting(AnswerReport::step)
          .containsOnly(2);
      for (String line : device(edge, "--format", "json-lines").lines().toList()) {
        JsonNode result = new ObjectMapper().readTree(line);
        assertThat(result.at("/step").asInt()).as(line).isEqualTo(2);
      }
      assertThat(device(edge)).contains(" bytes sent at step 2; answered by the edge");
    }
  }

  @Test
  void reportWithoutADial_saysNothingOfAStepAndIsReadBack() throws Exception {
    serve("none");
    CommandRun alone = CommandRun.of("device", folder.resolve("bundle"), "--random", "1", "--json");
    assertThat(alone.exitCode()).as(alone.err()).isZero();
    assertThat(alone.out()).doesNotContain("\"step\"");
    Path report = Files.writeString(folder.resolve("r.json"), alone.out());
    assertThat(DeviceReport.read(report).answers())
        .singleElement()
        .satisfies(answer -> assertThat(answer.step()).isNull());
  }

  private void serve(String layer) {
    CommandRun prepared =
        CommandRun.prepare(folder, "join", "--transfer-layer", layer, "--calibrate", "random");
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
  }

  private String device(EdgeServer edge, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("device", folder.resolve("bundle"), "--random", "2"));
    words.addAll(List.of("--edge", "127.0.0.1:" + edge.address().getPort(), "--step", "2"));
    words.addAll(List.of(more));
    CommandRun run = CommandRun.of(words.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }
}
