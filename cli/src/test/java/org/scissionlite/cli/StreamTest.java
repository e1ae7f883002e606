package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;

/** The command {@code device} over folders, standard input and a watched folder. */
@Timeout(120)
class StreamTest {
  private static final int STOPPED = 143;

  @TempDir private Path folder;
  private Path bundle;
  private Path images;

  @BeforeEach
  void prepare() {
    images = SmallImages.writeNoise(folder.resolve("images"), 4);
    CommandRun prepared =
        CommandRun.prepare(folder, "join", "--transfer-layer", "none", "--preprocessing", "unit");
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    bundle = folder.resolve("bundle");
  }

  private CommandRun device(Object... more) {
    return CommandRun.of(with("device", bundle, more));
  }

  private static Object[] with(Object first, Object second, Object... more) {
    return Stream.concat(Stream.of(first, second), Arrays.stream(more)).toArray();
  }

  private static List<JsonNode> lines(String out) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : out.lines().toList()) {
      nodes.add(new ObjectMapper().readTree(line));
    }
    return nodes;
  }

  private static List<String> names(List<JsonNode> lines) {
    return lines.stream()
        .map(line -> Path.of(line.get("image").asText()).getFileName().toString())
        .toList();
  }

  @Test
  void folder_isAnsweredInOrder_whateverIsInIt() throws IOException {
    Files.writeString(images.resolve("image01b.png"), "no picture");
    Files.writeString(images.resolve(".hidden.png"), "");
    Files.writeString(images.resolve("notes.txt"), "");
    try (EdgeServer edge =
        EdgeServer.start(
            BundleReader.open(bundle),
            new OrtEngine(),
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))) {
      CommandRun run =
          device(
              images, "--format", "json-lines", "--edge", "127.0.0.1:" + edge.address().getPort());
      assertThat(run.exitCode()).isEqualTo(Program.FAILURE);
      List<JsonNode> lines = lines(run.out());
      assertThat(names(lines))
          .containsExactly(
              "image00.png", "image01.png", "image01b.png", "image02.png", "image03.png");
      JsonNode first = lines.get(0);
      assertThat(first.get("servedBy").asText()).isEqualTo("edge");
      assertThat(first.get("time").asText()).endsWith("Z");
      assertThat(first.get("classes")).hasSize(5);
      assertThat(first.get("receivedBytes").asInt()).isPositive();
      assertPartsAddUp(first.get("latency"));
      assertThat(lines.get(2).get("error").asText()).contains("not an image of a known format");
      assertThat(run.err().lines().filter(line -> line.startsWith("error: "))).hasSize(1);
      assertThat(run.err())
          .contains("2 files skipped")
          .contains("5 images: 4 answered by the edge, 0 by the device, 0 dropped, 1 failed");
    }
  }

  private static void assertPartsAddUp(JsonNode latency) {
    assertThat(latency.get("readNanos").asLong()).isPositive();
    long sum = 0;
    for (JsonNode part : latency) {
      sum += part.asLong();
    }
    assertThat(sum).isEqualTo(2 * latency.get("totalNanos").asLong());
  }

  @Test
  void fileInTheMiddleThatIsNoPicture_keepsNoneOfTheOthersBack() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.png"), "no picture");
    Path image = images.resolve("image00.png");
    CommandRun run = device(image, bad, image);
    assertThat(run.exitCode()).isEqualTo(Program.FAILURE);
    assertThat(run.err()).startsWith("error: image " + bad).hasLineCount(1);
    assertThat(run.out())
        .contains("ms = read ")
        .contains("2 answers of device-alone: median ")
        .contains("3 images: 0 answered by the edge, 2 by the device, 0 dropped, 1 failed");

    JsonNode report = new ObjectMapper().readTree(device(image, bad, "--json").out());
    assertThat(report.get("answers")).hasSize(1);
    assertThat(report.at("/answers/0/readNanos").asLong()).isPositive();
    assertThat(report.at("/answers/0/servedBy").asText())
        .isEqualTo("device with the whole model (the model runs on the device alone)");
    assertThat(report.at("/unanswered/0/input").asText()).isEqualTo(bad.toString());
  }

  @Test
  void outputs_areGivenInTheLinesOrInFiles() throws IOException {
    Path image = images.resolve("image00.png");
    Path npy = folder.resolve("npy");
    JsonNode inline =
        lines(device(image, "--format", "json-lines", "--output-tensors", "json").out())
            .get(0)
            .at("/outputs/scores");
    assertThat(inline.get("datatype").asText()).isEqualTo("FP32");
    assertThat(inline.get("shape").toString()).isEqualTo("[1,5]");

    CommandRun run =
        device(image, "--format", "json-lines", "--output-tensors", "npy", "--output-folder", npy);
    Path file = Path.of(lines(run.out()).get(0).at("/outputs/scores/file").asText());
    assertThat(file).hasParent(npy);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.getShort(8);
    assertThat((10 + header) % 64).isZero();
    assertThat(new String(bytes.array(), 10, header, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1,5,), }")
        .endsWith("\n");
    for (int i = 0; i < 5; i++) {
      assertThat(bytes.getFloat(10 + header + 4 * i))
          .isEqualTo((float) inline.at("/data/" + i).asDouble());
    }
    assertThat(bytes.capacity()).isEqualTo(10 + header + 20);
  }

  @Test
  void picturesOfStandardInput_eachHaveALine_alsoBrokenOnes() throws IOException {
    byte[] good = Files.readAllBytes(images.resolve("image00.png"));
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(input);
    for (byte[] picture : List.of(good, Arrays.copyOf(good, good.length / 2), good)) {
      out.writeInt(picture.length);
      out.write(picture);
    }
    out.writeInt(1000);
    out.write(good, 0, 10);
    CommandRun run = deviceReading(input.toByteArray(), "pictures");
    assertThat(run.exitCode()).isEqualTo(Program.FAILURE);
    List<JsonNode> lines = lines(run.out());
    assertThat(names(lines)).containsExactly("picture 1", "picture 2", "picture 3", "picture 4");
    assertThat(lines.stream().map(line -> line.has("error")))
        .containsExactly(false, true, false, true);
    assertThat(run.err().lines().filter(line -> line.startsWith("error: "))).hasSize(2);
    assertThat(run.err()).contains("picture 4: standard input ended after 10 of 1000 bytes");
  }

  @Test
  void pathsOfStandardInput_areAnswered() throws IOException {
    String paths =
        "%s\n%s\n".formatted(images.resolve("image00.png"), images.resolve("image01.png"));
    CommandRun run = deviceReading(paths.getBytes(StandardCharsets.UTF_8), "paths");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(names(lines(run.out()))).containsExactly("image00.png", "image01.png");
  }

  @Test
  void brokerThatIsAway_isOneLine_andResultsWaitForIt() throws IOException {
    Path spool = folder.resolve("spool");
    CommandRun run =
        device(images, "--mqtt", "tcp://127.0.0.1:9/line4/camera", "--mqtt-spool", spool);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err().lines().filter(line -> line.startsWith("warning: mqtt"))).hasSize(1);
    assertThat(run.err()).contains("4 results wait in " + spool);
    assertThat(run.out()).contains("4 answers of device-alone");
    List<JsonNode> kept = lines(Files.readString(spool.resolve("000000000001.jsonl")));
    assertThat(names(kept))
        .containsExactly("image00.png", "image01.png", "image02.png", "image03.png");
    assertThat(kept).allMatch(line -> line.get("classes").size() == 5);
  }

  @Test
  void whenTheLineIsBehind_theDeviceAnswersAlone_orPicturesAreDropped() throws IOException {
    try (EdgeServer edge =
        EdgeServer.start(
            BundleReader.open(bundle),
            new OrtEngine(),
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))) {
      for (String policy : List.of("local", "drop-oldest", "drop-newest")) {
        CommandRun run =
            device(
                "--random",
                30,
                "--queue",
                1,
                "--when-behind",
                policy,
                "--format",
                "json-lines",
                "--edge",
                "127.0.0.1:" + edge.address().getPort());
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<JsonNode> lines = lines(run.out());
        assertThat(lines.stream().map(line -> line.get("image").asText()))
            .as(policy)
            .containsExactlyElementsOf(
                IntStream.rangeClosed(1, 30).mapToObj(i -> "random " + i).toList());
        String sign = policy.equals("local") ? "servedBy" : "dropped";
        assertThat(lines)
            .as(policy)
            .anyMatch(line -> line.path(sign).asText().contains("the line was behind"));
      }
    }
  }

  private CommandRun deviceReading(byte[] input, String what) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input));
    try {
      return device("--stdin", what, "--format", "json-lines", "--rehearse", 0);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void watchedFolder_isAnsweredUntilTheEnd_andGoesOnAfterAStopAndAfterAKill() throws Exception {
    Path camera = Files.createDirectory(folder.resolve("camera"));
    Files.copy(images.resolve("image00.png"), camera.resolve("a.png"));
    ChildRun first = watch(camera);
    Files.copy(images.resolve("image01.png"), camera.resolve("b.png"));
    first.interruptWhen(() -> has(first, "a.png") && has(first, "b.png"));
    assertThat(first.exitCode()).isEqualTo(STOPPED);
    assertThat(first.lines())
        .contains("stopped; images in work are answered first")
        .anyMatch(line -> line.startsWith("2 images: 0 answered by the edge, 2 by the device"));

    Files.copy(images.resolve("image02.png"), camera.resolve("c.png"));
    ChildRun second = watch(camera);
    while (!Files.readString(camera.resolve(".scissionlite-seen")).contains("c.png")) {
      assertThat(second.process().isAlive()).as(String.join("\n", second.lines())).isTrue();
      Thread.sleep(5);
    }
    second.process().destroyForcibly().waitFor();
    assertThat(has(second, "a.png") || has(second, "b.png")).isFalse();

    Files.copy(images.resolve("image03.png"), camera.resolve("d.png"));
    ChildRun third = watch(camera);
    third.interruptWhen(() -> has(third, "d.png"));
    assertThat(third.exitCode()).isEqualTo(STOPPED);
    assertThat(has(third, "a.png") || has(third, "b.png") || has(third, "c.png")).isFalse();
  }

  private ChildRun watch(Path camera) throws IOException {
    return ChildRun.start(
        folder,
        "device",
        bundle,
        "--watch",
        camera,
        "--format",
        "json-lines",
        "--threads",
        1,
        "--rehearse",
        0);
  }

  private static boolean has(ChildRun run, String name) {
    return run.lines().stream()
        .anyMatch(line -> line.startsWith("{") && line.contains(name) && line.endsWith("}"));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void streamThatIsStopped_answersWhatIsInWork_andEveryPictureHasOneLine() throws Exception {
    ChildRun run =
        ChildRun.start(
            folder,
            "device",
            bundle,
            "--stdin",
            "pictures",
            "--format",
            "json-lines",
            "--rehearse",
            0,
            "--emulate-slowdown",
            100,
            "--threads",
            1);
    DataOutputStream camera = new DataOutputStream(run.process().getOutputStream());
    byte[] picture = Files.readAllBytes(images.resolve("image00.png"));
    for (int i = 0; i < 10; i++) {
      camera.writeInt(picture.length);
      camera.write(picture);
    }
    camera.flush();
    run.interruptWhen(() -> has(run, "picture 1"));
    assertThat(run.exitCode()).isEqualTo(STOPPED);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.lines()) {
      if (line.startsWith("{")) {
        lines.add(new ObjectMapper().readTree(line));
      }
    }
    assertThat(names(lines)).doesNotHaveDuplicates().startsWith("picture 1");
    assertThat(lines).noneMatch(line -> line.has("error"));
    assertThat(run.lines())
        .as(String.join("\n", run.lines()))
        .anyMatch(line -> line.startsWith(lines.size() + " images: 0 answered by the edge, "));
  }
}
