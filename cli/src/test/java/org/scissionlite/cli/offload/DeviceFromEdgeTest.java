package org.scissionlite.cli.offload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.SmallImages;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;

/** The command {@code device --from} against an edge that hands out bundles. */
class DeviceFromEdgeTest {
  @TempDir private Path folder;
  private Path bundle;
  private Path image;
  private EdgeServer edge;
  private String address;

  @BeforeEach
  void serve() throws IOException {
    CommandRun prepared = CommandRun.prepare(folder, "join", "--preprocessing", "unit");
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    bundle = folder.resolve("bundle");
    image = SmallImages.write(folder.resolve("images"), 1).resolve("0.png");
    serve(EdgeFeatures.none().distributing(true));
  }

  private void serve(EdgeFeatures features) {
    edge =
        EdgeServer.start(
            List.of(BundleReader.open(bundle)),
            new OrtEngine(),
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            features);
    address = "127.0.0.1:" + edge.address().getPort();
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private CommandRun device(String name, Object... more) {
    List<Object> words = new ArrayList<>(List.of("device", name, image, "--from", address));
    words.addAll(List.of("--cache", folder.resolve("cache")));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private static void assertFailure(CommandRun run, int exitCode, String message) {
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void deviceWithoutABundle_fetchesItAndTheEdgeAnswers() throws IOException {
    CommandRun run = device("bundle", "--json");

    assertThat(json(run).at("/answers/0/servedBy").asText()).isEqualTo("edge");
    assertThat(run.err()).matches("fetching bundle 'bundle': 0\\.0 MB\\R");
    assertThat(json(device("bundle", "--json")).at("/answers/0/servedBy").asText())
        .isEqualTo("edge");
  }

  @Test
  void deviceWhoseEdgeIsAway_answersFromItsCache() throws IOException {
    JsonNode expected = json(device("bundle", "--json"));
    edge.close();

    CommandRun run = device("bundle", "--json");

    assertThat(json(run).at("/answers/0/classes")).isEqualTo(expected.at("/answers/0/classes"));
    assertThat(json(run).at("/answers/0/servedBy").asText())
        .startsWith("device with the edge slice (");
    assertThat(run.err())
        .contains("note: edge " + address + " cannot be reached", "the device runs version");
  }

  @Test
  void whatOnlyItsOwnAnswersNeed_isLeftOutOnRequest() throws IOException {
    device("bundle", "--no-local");

    try (var files = Files.walk(folder.resolve("cache"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("device.onnx")
          .doesNotContain("edge.onnx", "model.onnx");
    }
  }

  @Test
  void wrongNamesAndOptions_areRefusedInOneLine() {
    assertFailure(device("parts"), 1, "unknown bundle 'parts'");
    assertFailure(device("../bundle"), 2, "'../bundle' is no name of a bundle on an edge");
    assertFailure(device("bundle", "--scenario", "x"), 2, "unknown scenario 'x'");
    assertFailure(device("bundle", "--check-every", "0"), 2, "--check-every");
    assertFailure(
        CommandRun.of("device", bundle, image, "--allow-older"), 2, "give --from HOST:PORT");
  }

  @Test
  void edgeThatHandsOutNothing_saysHowItWould() {
    edge.close();
    serve(EdgeFeatures.none());
    assertFailure(device("bundle"), 1, "hands out no bundles; start it with --distribute");
  }

  @Test
  void userCache_liesWhereTheSystemKeepsIt() {
    assertThat(UserCache.folder(Map.of(), "Linux", "/u"))
        .isEqualTo(Path.of("/u/.cache/scissionlite"));
    assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", "/var/c"), "Linux", "/u"))
        .isEqualTo(Path.of("/var/c/scissionlite"));
    assertThat(UserCache.folder(Map.of(), "Mac OS X", "/u"))
        .isEqualTo(Path.of("/u/Library/Caches/scissionlite"));
    assertThat(UserCache.folder(Map.of("LOCALAPPDATA", "/l"), "Windows 11", "/u"))
        .isEqualTo(Path.of("/l/scissionlite"));
  }
}
