package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.file.BuildVersion;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;

/** Prepared bundles, run by the command {@code device} against a real edge server. */
class EdgeAndDeviceTest {
  @TempDir private Path folder;
  private Path model;
  private Path images;
  private Path image;

  @BeforeEach
  void makeModelAndImages() throws IOException {
    model = TinyModel.writeTo(folder);
    images = Files.createDirectory(folder.resolve("images"));
    for (int i = 0; i < 4; i++) {
      image = picture("part%d.png".formatted(i), 15, i);
    }
  }

  private Path picture(String name, int size, int seed) throws IOException {
    BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        picture.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    Path file = images.resolve(name);
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  private Path prepare(String cut, String layer, String... more) {
    Path bundle = folder.resolve("bundle");
    List<Object> words =
        List.of(
            "prepare",
            model,
            "--cut",
            cut,
            "--transfer-layer",
            layer,
            "-o",
            bundle,
            "--preprocessing",
            "unit",
            "--calibrate",
            images);
    CommandRun run = CommandRun.of(Stream.concat(words.stream(), Stream.of(more)).toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return bundle;
  }

  private EdgeServer serve(Path bundle) {
    return EdgeServer.start(
        BundleReader.open(bundle),
        new OrtEngine(),
        EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  @Test
  void withoutTransferLayer_theEdgesAnswerIsTheWholeModels() throws IOException {
    Path bundle = prepare("stem.relu", "none");
    JsonNode alone = json(CommandRun.of("device", bundle, image, "--json"));
    try (EdgeServer edge = serve(bundle)) {
      JsonNode split =
          json(CommandRun.of("device", bundle, image, "--edge", address(edge), "--json"));

      JsonNode answer = split.at("/answers/0");
      assertThat(answer.get("servedBy").asText()).isEqualTo("edge");
      assertThat(answer.get("payloadBytes").asInt()).isEqualTo(7200);
      for (int i = 0; i < 5; i++) {
        JsonNode expected = alone.at("/answers/0/classes/" + i);
        JsonNode found = answer.at("/classes/" + i);
        assertThat(found.get("index")).isEqualTo(expected.get("index"));
        assertThat(found.get("score").asDouble())
            .isCloseTo(expected.get("score").asDouble(), within(expected));
      }
    }
  }

  private static Offset<Double> within(JsonNode expected) {
    return Offset.offset(1e-5 * Math.max(1, Math.abs(expected.get("score").asDouble())));
  }

  @Test
  void everyTransferLayer_sendsItsBytes() throws IOException {
    assertPayload("stem", "pool2", 8 * 8 * 8 * 4);
    assertPayload("stem", "q8", 15 * 15 * 8);
    assertPayload("join", "pool2+q8", 8 * 8 * 8);
    assertPayload("input", "pixels", 15 * 15 * 3);
    assertPayload("input", "none", 15 * 15 * 3 * 4);
  }

  private void assertPayload(String cut, String layer, int bytes) throws IOException {
    Path bundle = prepare(cut, layer);
    try (EdgeServer edge = serve(bundle)) {
      JsonNode report =
          json(CommandRun.of("device", bundle, image, "--edge", address(edge), "--json"));
      assertThat(report.at("/answers/0/payloadBytes").asInt()).as(layer).isEqualTo(bytes);
      assertThat(report.at("/answers/0/classes")).hasSize(5);
    }
  }

  @Test
  void withoutEdge_theDeviceAnswersAloneAndSaysWhy() throws IOException {
    Path bundle = prepare("join", "none");
    CommandRun run = CommandRun.of("device", bundle, image, "--edge", "127.0.0.1:" + freePort());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("answered by the device with the edge slice (");
    assertThat(run.err())
        .contains("cannot be reached")
        .contains("; the device answers meanwhile")
        .hasLineCount(1);
  }

  @Test
  void secondEdge_isAskedWhileTheFirstIsAway() throws IOException {
    Path bundle = prepare("join", "none");
    String away = "127.0.0.1:" + freePort();
    try (EdgeServer edge = serve(bundle)) {
      CommandRun run =
          CommandRun.of("device", bundle, image, "--edge", away, "--edge", address(edge), "--json");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(json(run).at("/answers/0/servedBy").asText()).isEqualTo("edge");
      assertThat(run.err())
          .startsWith("note: edge " + away + " cannot be reached")
          .contains("; edge %s is asked meanwhile".formatted(address(edge)))
          .hasLineCount(1);
    }
  }

  @Test
  void edgeOfAnotherBundle_isSaidOnceAndTheDeviceAnswersAlone() throws IOException {
    Path bundle = prepare("join", "none");
    Path served = Files.move(bundle, folder.resolve("served"));
    prepare("join", "q8");
    try (EdgeServer edge = serve(served)) {
      CommandRun run = CommandRun.of("device", bundle, image, image, "--edge", address(edge));
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("device and edge run different bundles");
      assertThat(run.err())
          .contains("different bundles; the device answers meanwhile")
          .hasLineCount(1);
    }
  }

  @Test
  void edgeOfAnotherBundle_isReplacedByTheEdgeSliceWhereThereIsNoWholeModel() throws IOException {
    Path served = Files.move(prepare("join", "q8"), folder.resolve("served"));
    Path bundle = prepare("join", "none", "--no-whole-model");
    try (EdgeServer edge = serve(served)) {
      CommandRun run = CommandRun.of("device", bundle, image, "--edge", address(edge));
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("answered by the device with the edge slice (");
      assertThat(run.err()).contains("does not serve this scenario");
    }
  }

  @Test
  void limitsThatMakeNoSense_areRefused() {
    Path bundle = prepare("join", "none");
    assertFailure(
        CommandRun.of("edge", bundle, "--max-connections", "0"), 2, "at least 1 connection");
    assertFailure(CommandRun.of("edge", bundle, "--idle-timeout", "0"), 2, "idle time");
    assertFailure(
        CommandRun.of("device", bundle, image, "--edge", "127.0.0.1:9", "--keep-alive", "1"),
        2,
        "keep-alive time of at least 10 s");
  }

  @Test
  void version_isThatOfTheServersMetadata() {
    CommandRun run = CommandRun.of("--version");
    assertThat(run.out())
        .isEqualToNormalizingNewlines("ScissionLite for Java " + BuildVersion.get() + "\n");
    assertThat(BuildVersion.get()).matches("\\d+\\.\\d+\\.\\d+(-[A-Z]+)?");
  }

  @Test
  void badImages_areNamedWithTheReason() throws IOException {
    Path bundle = prepare("join", "none");
    Path text = Files.writeString(images.resolve("text.png"), "no picture");
    Path small = picture("small.png", 3, 1);
    assertFailure(CommandRun.of("device", bundle, folder.resolve("none.png")), 1, "none.png");
    assertFailure(CommandRun.of("device", bundle, text), 1, "text.png");
    assertFailure(CommandRun.of("device", bundle, small), 1, "3x3");
    assertFailure(CommandRun.of("device", bundle), 2, "--random");
    assertFailure(CommandRun.of("device", images, image), 2, "no bundle");
  }

  @Test
  void portInUse_isSaid() throws IOException {
    Path bundle = prepare("join", "none");
    try (EdgeServer edge = serve(bundle)) {
      CommandRun run = CommandRun.of("edge", bundle, "--listen", address(edge));
      assertFailure(run, 1, "cannot listen on 127.0.0.1:" + edge.address().getPort());
    }
  }

  private static void assertFailure(CommandRun run, int exitCode, String message) {
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  private static String address(EdgeServer edge) {
    return "127.0.0.1:" + edge.address().getPort();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }
}
