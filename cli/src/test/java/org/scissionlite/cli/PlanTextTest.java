package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.SplitScenario;

/** What {@code plan} prints, and that what it says to type next works. */
class PlanTextTest {
  private static final String LAYERS = "Device(d) = ";

  @TempDir private static Path place;
  private static TinyProfiles profiles;

  @BeforeAll
  static void benchmark() throws IOException {
    profiles = TinyProfiles.in(Files.createDirectory(place.resolve("it's a folder")), 1);
  }

  @Test
  void scenarios_areNamedByTheirCut() {
    CommandRun run = profiles.plan("--strategy", "cut", "-d", "4", "-e", "5");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("cut after")
        .contains("device d > edge e  join")
        .doesNotContain("cloud", LAYERS, "Edge(e)");
  }

  @Test
  void layersByNumber_areShownToWhoAsks() {
    CommandRun run = profiles.plan("--strategy", "cut", "--verbose");
    assertThat(run.out()).contains("layers").contains(LAYERS + "0 - ");
  }

  @Test
  void otherTextsOfThePlan_nameTheCutToo() {
    CommandRun run = profiles.plan("--strategy", "cut", "--analyse");
    assertThat(run.out())
        .contains("runner-up: device d > edge e, cut after ")
        .contains("fastest over bandwidth")
        .doesNotContain(LAYERS);
    CommandRun none = profiles.plan("--deadline", "0.0001");
    assertThat(none.err()).contains("nothing meets").doesNotContain("Edge(e)", LAYERS);
  }

  @Test
  void nextLine_isTheCommandThatPreparesTheBest() throws Exception {
    CommandRun plan = profiles.plan("--strategy", "cut-with-tl", "-d", "4", "-e", "5");
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    List<String> words = words(nextLine(plan));
    assertThat(words).startsWith("scissionlite", "prepare", profiles.model().toString());
    assertThat(words).containsSubsequence("--cut", "join", "--transfer-layer");

    Path images = SmallImages.writeNoise(place.resolve("images"), 4);
    Path bundle = place.resolve("tiny-bundle");
    CommandRun prepared =
        CommandRun.of(
            words.stream()
                .skip(1)
                .map(word -> word.equals("IMAGES") ? images.toString() : word)
                .map(word -> word.equals("tiny-bundle") ? bundle.toString() : word)
                .toArray());
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    SplitScenario scenario = BundleReader.open(bundle).manifest().scenarios().get(0);
    assertThat(scenario.cut()).isEqualTo("join");
    assertThat(scenario.transferLayer())
        .isEqualTo(words.get(words.indexOf("--transfer-layer") + 1));
  }

  @Test
  void whereTheBestIsNotToCut_thereIsNothingToPrepare() {
    CommandRun run = profiles.plan("--strategy", "on-device");
    assertThat(run.out()).containsPattern("device d +- ").contains("next: nothing to prepare");
  }

  @Test
  void cutsOfSeveralTensors_areTypedWithTheirNumber() throws Exception {
    TinyProfiles two = TinyProfiles.in(Files.createDirectory(place.resolve("two")), 2);
    CommandRun run = two.plan("--strategy", "cut", "--max-cut-tensors", "2");
    assertThat(words(nextLine(run))).containsSubsequence("--max-cut-tensors", "2");
  }

  private static String nextLine(CommandRun run) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith("next: "))
        .findFirst()
        .orElseThrow()
        .substring("next: ".length());
  }

  /** The words of a line as a shell reads them. */
  private static List<String> words(String line) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + line).start();
    String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return text.lines().toList();
  }
}
