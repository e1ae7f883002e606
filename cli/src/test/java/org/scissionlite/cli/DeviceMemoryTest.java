package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a device holds, as it tells it itself. */
@Timeout(120)
class DeviceMemoryTest {
  /** A device may hold 1.3 times the memory of its slices, and this. */
  private static final long BESIDE_SLICES = 180_000_000;

  private static final long HEAP = 60_000_000;

  /** They fill the heap that Java would begin with many times over. */
  private static final int PICTURES = 300;

  @TempDir private Path folder;
  private Path bundle;
  private Path picture;

  @BeforeEach
  void prepare() throws IOException {
    CommandRun prepared =
        CommandRun.prepare(folder, "join", "--transfer-layer", "none", "--preprocessing", "unit");
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    bundle = folder.resolve("bundle");
    picture = folder.resolve("picture.jpg");
    ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpg", picture.toFile());
  }

  private Object[] device(Object... more) {
    List<Object> words = new ArrayList<>(List.of("device", bundle));
    words.addAll(List.of(more));
    return words.toArray();
  }

  @Test
  void deviceInAProcessOfItsOwn_staysWithinItsBound() throws Exception {
    List<Object> words = new ArrayList<>(List.of("--json", "--in-flight", 4));
    words.addAll(Collections.nCopies(PICTURES, picture));
    ChildRun run =
        ChildRun.start(
            folder, List.of(LauncherTest.suited("device").split(" ")), device(words.toArray()));
    assertThat(run.exitCode()).as(String.join("\n", run.lines())).isZero();
    String json = String.join("\n", run.lines());
    JsonNode memory = new ObjectMapper().readTree(json.substring(json.indexOf('{'))).get("memory");

    assertThat(memory.get("heapBytes").asLong()).isBetween(1L, HEAP);
    assumeTrue(memory.get("peakBytes").asLong() > 0, "only Linux tells what a process holds");
    long slices = memory.get("engineBytes").asLong();
    assertThat(memory.get("sessions").asInt()).isEqualTo(1);
    assertThat(memory.get("peakBytes").asLong())
        .as(memory.toString())
        .isLessThan(Math.round(1.3 * slices) + BESIDE_SLICES);
  }

  @Test
  void partsOfTheMemory_addUpToTheWhole() {
    CommandRun run = CommandRun.of(device(picture, "--memory"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    String line = run.out().lines().reduce((first, second) -> second).orElseThrow();
    assertThat(line).startsWith("memory: ").contains(" for 1 session, ");
    List<Double> numbers =
        Pattern.compile("\\d+\\.\\d")
            .matcher(line)
            .results()
            .map(each -> Double.valueOf(each.group()))
            .toList();
    double whole = numbers.get(0);
    assertThat(numbers.get(1)).isGreaterThanOrEqualTo(whole);
    assertThat(numbers.subList(2, numbers.size()).stream().mapToDouble(each -> each).sum())
        .isGreaterThan(whole - 0.5);
  }

  @Test
  void whoReadsLinesOfJson_findsTheMemoryOnStandardError() {
    CommandRun run = CommandRun.of(device(picture, "--memory", "--format", "json-lines"));
    assertThat(run.out().lines()).hasSize(1).allMatch(line -> line.startsWith("{"));
    assertThat(run.err()).contains("memory: ");
    Matcher start =
        Pattern.compile("start: the first answer was there (\\d+\\.\\d\\d) s after Java began")
            .matcher(run.err());
    assertThat(start.find()).as(run.err()).isTrue();
    double uptime = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    assertThat(Double.parseDouble(start.group(1))).isBetween(uptime - 60, uptime + 0.01);
    assertThat(CommandRun.of(device(picture)).out()).doesNotContain("memory");
  }
}
