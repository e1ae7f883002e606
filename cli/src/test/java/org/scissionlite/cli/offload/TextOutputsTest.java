package org.scissionlite.cli.offload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.TextModels;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;

/** A classifier that answers the name of its class, from the file to the device. */
class TextOutputsTest {
  @TempDir private Path folder;

  private CommandRun prepare(Object... more) {
    Object[] usual = {
      "prepare",
      TextModels.naming(folder),
      "--cut",
      "stem.relu",
      "--transfer-layer",
      "none",
      "-o",
      folder.resolve("bundle")
    };
    return CommandRun.of(
        java.util.stream.Stream.of(usual, more).flatMap(java.util.Arrays::stream).toArray());
  }

  private JsonNode device(Object... more) throws Exception {
    Object[] usual = {"device", folder.resolve("bundle"), "--random", 1, "--format", "json-lines"};
    CommandRun run =
        CommandRun.of(
            java.util.stream.Stream.of(usual, more).flatMap(java.util.Arrays::stream).toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out().lines().findFirst().orElseThrow());
  }

  private static void assertNamed(JsonNode line) {
    int best = line.at("/classes/0/index").asInt();
    assertThat(line.at("/outputs/label/datatype").asText()).isEqualTo("BYTES");
    assertThat(line.at("/outputs/label/data/0").asText()).isEqualTo(TextModels.NAMES.get(best));
  }

  @Test
  void nameOfTheClass_isAnsweredByTheEdgeAndByTheDeviceAlone() throws Exception {
    CommandRun prepared = prepare("--texts");
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    assertThat(prepared.err()).doesNotContain("left aside");
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (EdgeServer edge =
        EdgeServer.start(
            BundleReader.open(folder.resolve("bundle")),
            new OrtEngine(),
            EdgeOptions.listeningOn(any))) {
      JsonNode line = device("--edge", "127.0.0.1:" + edge.address().getPort());
      assertThat(line.at("/servedBy").asText()).isEqualTo("edge");
      assertNamed(line);
    }
    assertNamed(device());
  }

  @Test
  void nameInAFileOfNumPy_isOfItsTypeS() throws Exception {
    assertThat(prepare("--texts").exitCode()).isZero();
    JsonNode line = device("--output-tensors", "npy", "--output-folder", folder.resolve("tensors"));
    Path file = Path.of(line.at("/outputs/label/file").asText());
    byte[] bytes = Files.readAllBytes(file);
    String name = TextModels.NAMES.get(line.at("/classes/0/index").asInt());
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    String header = new String(bytes, 10, bytes.length - 10, StandardCharsets.ISO_8859_1);
    assertThat(header).startsWith("{'descr': '|S" + utf8.length + "'").contains("(1,1,)");
    assertThat(bytes).endsWith(utf8);
  }

  @Test
  void nameThatNobodyWants_isLeftAside() {
    CommandRun prepared = prepare();
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    assertThat(prepared.err()).contains("output 'label' (string) is left aside");
  }
}
