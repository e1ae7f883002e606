package org.scissionlite.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The soak with real processes, of which one leaks. */
@Timeout(120)
class SoakTest {
  private static final Duration SHORT = Duration.ofSeconds(4);

  /** A process that has just begun grows. */
  private static final double PERCENT = 40;

  @TempDir private Path folder;

  @BeforeEach
  void requireLinux() {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "only Linux tells what a process holds");
  }

  private static Process start(long leakBytes) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder program =
        new ProcessBuilder(
            java.toString(),
            "-XX:+UseSerialGC",
            "-Xmx32m",
            "-XX:MaxDirectMemorySize=4g",
            AnsweringChild.class.getName(),
            String.valueOf(leakBytes));
    program.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private SoakReport soak(long leakBytes) throws Exception {
    try (Soak soak = new Soak(start(0), start(leakBytes))) {
      return soak.run(List.of(Path.of("a.jpg")), SHORT, PERCENT, folder.resolve("soak.csv"));
    }
  }

  @Test
  void processThatLeaks_isNamedInOneLine() throws Exception {
    SoakReport report = soak(500_000);
    assertThat(report.isFlat()).as(report.text()).isFalse();
    assertThat(report.verdict())
        .startsWith("NOT FLAT: device, resident: ")
        .contains("device, native: ")
        .doesNotContain("edge", "\n");
    assertThat(
            new SoakReport(1, 1, Map.of("edge", report.growths().get("edge, resident")), PERCENT)
                .verdict())
        .startsWith("flat: ");
    assertThat(report.answers()).isPositive();
    assertThat(report.text()).contains("edge, native: ");
    assertThat(Files.readAllLines(folder.resolve("soak.csv"))).hasSizeGreaterThan(18);
  }

  @Test
  void processThatEnds_isSaid() throws Exception {
    Process ended = start(0);
    ended.destroyForcibly().waitFor();
    try (Soak soak = new Soak(ended, start(0))) {
      assertThatThrownBy(
              () -> soak.run(List.of(Path.of("a")), SHORT, PERCENT, folder.resolve("soak.csv")))
          .hasMessage("the edge ended too early");
    }
  }

  @Test
  void heapOfAProcess_isReadFromOutside() throws Exception {
    long taken = Runtime.getRuntime().totalMemory();
    OptionalLong heap = JavaHeap.of(ProcessHandle.current().pid());
    assertThat(heap).isPresent();
    // A collector may take or give back some of it between the two looks.
    assertThat(heap.getAsLong()).isBetween(1_000_000L, 2 * taken);
    assertThat(JavaHeap.of(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void times_areRead() {
    assertThat(SoakLaw.duration("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(SoakLaw.duration("30m")).isEqualTo(Duration.ofMinutes(30));
    assertThat(SoakLaw.duration("7d")).isEqualTo(Duration.ofDays(7));
    assertThatThrownBy(() -> SoakLaw.duration("soon")).hasMessageContaining("such as 30m");
    assertThat(Soak.interval(Duration.ofDays(7))).isEqualTo(Duration.ofMinutes(1));
    assertThat(Soak.interval(Duration.ofMinutes(30))).isEqualTo(Duration.ofMillis(4500));
  }
}
