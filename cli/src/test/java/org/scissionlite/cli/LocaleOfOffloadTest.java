package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Device and edge, each a process on a machine that speaks another language. */
class LocaleOfOffloadTest {
  private static final List<String> TIMINGS =
      List.of(
          "readNanos",
          "waitNanos",
          "deviceNanos",
          "encodeNanos",
          "transferNanos",
          "edgeNanos",
          "totalNanos");
  private static final Pattern READY = Pattern.compile("127\\.0\\.0\\.1:([0-9]+), serving ");

  @TempDir private Path folder;
  private Path bundle;
  private Path image;

  @BeforeEach
  void prepare() {
    Path images = SmallImages.writeNoise(folder.resolve("images"), 4);
    CommandRun prepared =
        CommandRun.prepare(
            folder,
            "stem.relu",
            "--transfer-layer",
            "transform:step=1.5",
            "--preprocessing",
            "unit",
            "--calibrate",
            images);
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    bundle = folder.resolve("bundle");
    image = images.resolve("image00.png");
  }

  @Test
  void answers_areTheSameInEveryLanguage() throws Exception {
    ChildRun arabicEdge = edge("ar-EG");
    ChildRun turkishEdge = edge("tr-TR");
    try {
      ChildRun turkish = device("tr-TR", arabicEdge);
      ChildRun arabic = device("ar-EG", turkishEdge);
      CommandRun here =
          CommandRun.of(
              "device", bundle, image, "--edge", "127.0.0.1:" + port(arabicEdge), "--json");
      JsonNode expected = withoutTimings(here.out().lines().toList());
      assertThat(expected.at("/answers/0/servedBy").asText()).isEqualTo("edge");
      assertThat(answers(turkish)).isEqualTo(expected);
      assertThat(answers(arabic)).isEqualTo(expected);
    } finally {
      arabicEdge.process().destroyForcibly().waitFor();
      turkishEdge.process().destroyForcibly().waitFor();
    }
  }

  private ChildRun edge(String language) throws IOException {
    Path place = Files.createDirectory(folder.resolve("edge-" + language));
    return ChildRun.start(
        place,
        speaking(language),
        "edge",
        bundle,
        "--listen",
        "127.0.0.1:0",
        "--threads",
        "1",
        "--rehearse",
        "0");
  }

  private ChildRun device(String language, ChildRun edge) throws Exception {
    Path place = Files.createDirectory(folder.resolve("device-" + language));
    String address = "127.0.0.1:" + port(edge);
    return ChildRun.start(
        place, speaking(language), "device", bundle, image, "--edge", address, "--json");
  }

  /** What a device printed, without what took how long and how much memory. */
  private static JsonNode answers(ChildRun device) throws Exception {
    assertThat(device.exitCode()).as(String.join("\n", device.lines())).isZero();
    return withoutTimings(device.lines());
  }

  private static List<String> speaking(String language) {
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "-Duser.language=" + language.substring(0, 2),
        "-Duser.country=" + language.substring(3));
  }

  private static String port(ChildRun edge) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (edge.process().isAlive() && System.nanoTime() < end) {
      Matcher ready = READY.matcher(String.join("\n", edge.lines()));
      if (ready.find()) {
        return ready.group(1);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("the edge is not ready: " + edge.lines());
  }

  private static JsonNode withoutTimings(List<String> lines) throws IOException {
    String json = lines.stream().dropWhile(line -> !line.equals("{")).collect(Collectors.joining());
    assertThat(json).doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
    ObjectNode report = (ObjectNode) new ObjectMapper().readTree(json);
    assertThat(report.remove("total")).isNotNull();
    assertThat(report.remove("request")).isNotNull();
    assertThat(report.remove("memory")).isNotNull();
    report.get("answers").forEach(answer -> ((ObjectNode) answer).remove(TIMINGS));
    return report;
  }
}
