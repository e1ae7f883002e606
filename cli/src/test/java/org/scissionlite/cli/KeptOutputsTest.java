package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;

/** The commands on a model of which the device has outputs before the cut. */
class KeptOutputsTest {
  private static final int LATE_BYTES = 4 * 4;
  private static final int EARLY_BYTES = 4 * 4;
  private static final int MIDDLE_BYTES = 4 * 4 * 8 * 8;

  @TempDir private Path folder;
  private Path model;
  private Path images;
  private Path bundle;

  @BeforeEach
  void writeModel() {
    model = folder.resolve("heads.onnx");
    OnnxWriter.write(OutputsOnBothSidesTest.twoHeads(), model);
    bundle = folder.resolve("bundle");
    images = SmallImages.writeNoise(folder.resolve("images"), 6);
  }

  @Test
  void plan_countsWhatComesBack_andPrepareCutsThere() throws IOException {
    benchmark("device", "d");
    benchmark("edge", "e");
    Path network = folder.resolve("network.csv");
    TinyProfiles.write(network, "source,destination,ping(ms),bandwidth(Mbps)\nd,e,2,60\n");
    JsonNode plan =
        json(
            CommandRun.of(
                "plan", "heads", "--profiles", folder, "--network", network, "-r", 100, "--json"));
    Map<String, Integer> replies = new TreeMap<>();
    for (JsonNode hop : plan.findValues("hops")) {
      hop.forEach(
          each ->
              replies.put(each.at("/cut/name").asText(), each.at("/payload/replyBytes").asInt()));
    }
    int all = LATE_BYTES + EARLY_BYTES + MIDDLE_BYTES;
    assertThat(replies)
        .containsEntry("input", all)
        .containsEntry("relu", all)
        .containsEntry("early", LATE_BYTES + MIDDLE_BYTES)
        .containsEntry("deep", LATE_BYTES + MIDDLE_BYTES)
        .containsEntry("middle", LATE_BYTES)
        .containsEntry("last", LATE_BYTES);
    assertThat(prepare("early", "none").exitCode()).isZero();
  }

  @Test
  void device_answersWithAllOutputs_andOtherServersGetASliceWithoutThoseItKeeps()
      throws IOException {
    CommandRun prepared = prepare("middle", "pool2+q8");
    assertThat(prepared.out())
        .contains("middle.pool2+q8: the device answers early, middle itself, which does not");
    JsonNode subjects =
        json(CommandRun.of("evaluate", bundle, "--data", images, "--no-pictures", "--json"))
            .get("subjects");
    assertThat(subjects.get(1).at("/bytes/mean").asInt()).isEqualTo(MIDDLE_BYTES / 16);
    try (EdgeServer edge =
        EdgeServer.start(
            BundleReader.open(bundle),
            new OrtEngine(),
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))) {
      JsonNode answer =
          json(CommandRun.of(
                  "device",
                  bundle,
                  images.resolve("image00.png"),
                  "--edge",
                  "127.0.0.1:" + edge.address().getPort(),
                  "--json"))
              .at("/answers/0");
      assertThat(answer.get("servedBy").asText()).isEqualTo("edge");
      assertThat(answer.get("outputs").fieldNames())
          .toIterable()
          .containsExactly("late", "early", "middle");
    }
    Path exported = folder.resolve("triton");
    assertThat(CommandRun.of("export", "triton", bundle, "-o", exported).exitCode()).isZero();
    assertThat(exported.resolve("heads.middle.pool2+q8/config.pbtxt"))
        .content()
        .contains("late")
        .doesNotContain("early", "name: \"middle\"");
  }

  private CommandRun prepare(String cut, String layer) {
    return CommandRun.of(
        "prepare",
        model,
        "--cut",
        cut,
        "--transfer-layer",
        layer,
        "--preprocessing",
        "unit",
        "--calibrate",
        images,
        "-o",
        bundle);
  }

  private void benchmark(String tier, String name) {
    CommandRun run =
        CommandRun.of(
            "benchmark",
            model,
            "--tier",
            tier,
            "--name",
            name,
            "--memory",
            "computed",
            "--warmup",
            1,
            "--repeats",
            2,
            "--interval",
            "10ms",
            "--typical-layer",
            "none",
            "--transfer-layer",
            "pool2",
            "-o",
            folder);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  private static JsonNode json(CommandRun run) throws IOException {
    return new ObjectMapper().readTree(run.out());
  }
}
