package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanPicturesTest {
  @TempDir private static Path place;
  private static TinyProfiles tiny;

  @TempDir private Path folder;

  @BeforeAll
  static void benchmark() {
    tiny = TinyProfiles.in(place, 2);
  }

  @Test
  void plot_drawsTheCuts() throws IOException {
    Path file = folder.resolve("plan.png");
    CommandRun run = tiny.plan("--plot", file);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1280);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "cuts;tiny: latency of every cut between d and e",
        "timeline;time since the input (ms)",
        "bandwidth;best latency (ms)"
      })
  void eachKind_hasItsOwnPicture(String kind, String text) throws IOException {
    Path file = folder.resolve("plan.svg");
    CommandRun run =
        tiny.plan("--plot", file, "--plot-kind", kind, "--strategy", "cut", "--least-depth", 1);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readString(file)).contains(text);
  }

  @Test
  void cuts_markTheConstrainedBestAndCompareWithoutACut() throws IOException {
    Path file = folder.resolve("plan.svg");
    tiny.plan("--plot", file, "--strategy", "cut", "--max-cut-tensors", 2);
    assertThat(Files.readString(file))
        .contains("best with TL: ", "best under the constraints: ", "edge alone, ", "branch");
  }

  @Test
  void severalKinds_goIntoSeveralFiles() {
    CommandRun run =
        tiny.plan("--plot", folder.resolve("p.png"), "--plot-kind", "bandwidth,timeline");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(folder.resolve("p-bandwidth.png")).exists();
    assertThat(folder.resolve("p-timeline.png")).exists();
    assertThat(folder.resolve("p.png")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2;plan.pdf;cuts;expected a name in .png or .svg",
        "2;plan.png;cut;valid, nearest first: cuts",
        "1;no/../file.csv/plan.png;cuts;cannot write"
      })
  void pictureThatCannotBe_isRefusedInOneLine(int code, String name, String kind, String message)
      throws IOException {
    Files.writeString(folder.resolve("file.csv"), "");
    CommandRun run = tiny.plan("--plot", folder.resolve(name), "--plot-kind", kind);
    assertThat(run.exitCode()).isEqualTo(code);
    assertThat(run.err().lines().filter(line -> line.startsWith("error: ")))
        .singleElement()
        .asString()
        .contains(message);
  }

  @Test
  void nothingMeetsTheConstraints_isSaid() {
    CommandRun run =
        tiny.plan("--plot", folder.resolve("p.png"), "--plot-kind", "timeline", "--deadline", 0);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no scenario of tiny meets the constraints");
  }
}
