package org.scissionlite.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.Program;
import org.scissionlite.plan.PlanFile;
import org.scissionlite.plan.capacity.MeasuredRuns;
import org.scissionlite.plan.capacity.ServiceTimesFile;

/** Planning on the published measurements of the Python tools. */
class PlanCommandTest {
  private static final Path DATA = CommandRun.shared().resolve("reference");

  @TempDir private Path folder;

  @BeforeEach
  void needsTheData() {
    assumeTrue(Files.isDirectory(DATA), "skipped: needs ../shared/reference beside the checkout");
  }

  private static CommandRun plan(String model, Object... more) {
    Path data = DATA.resolve("scissiontl-tensorflow");
    Object[] all = new Object[6 + more.length];
    Object[] first = {
      "plan", model, "--profiles", data, "--network", data.resolve("network_stats.csv")
    };
    System.arraycopy(first, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return CommandRun.of(all);
  }

  @Test
  void reference_answersInItsOwnWords() throws IOException {
    CommandRun run = plan("vgg16", "--reference", "scissiontl", "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(run.out());
    assertThat(answer.get("count").asLong()).isEqualTo(36);
    JsonNode best = answer.get("scenarios").get(0);
    assertThat(best.get("seconds").asDouble()).isCloseTo(0.06369077217984362, within(1e-10));
    assertThat(best.get("wireBytes").asLong()).isEqualTo(18560);
    assertThat(best.get("config").asText())
        .isEqualTo("Device(tx2_gpu) = 0 - 18, Edge(ampere) = 19 - 22");
    assertThat(best.has("withoutTl")).isFalse();
  }

  @Test
  void versus_showsTheCutWithoutItsTransferLayer() throws IOException {
    CommandRun run = plan("vgg16", "--reference", "scissiontl", "--versus", "--json");
    JsonNode best = new ObjectMapper().readTree(run.out()).get("scenarios").get(0);
    assertThat(best.get("withoutTl").get("wireBytes").asLong()).isGreaterThan(18560);
  }

  @Test
  void planner_offersTheDeviceAloneThatTheReferenceMisses() throws IOException {
    CommandRun run = plan("vgg16", "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode best = new ObjectMapper().readTree(run.out()).get("scenarios").get(0);
    assertThat(best.get("strategy").asText()).isEqualTo("on-device");
    assertThat(best.get("seconds").asDouble()).isCloseTo(0.037, within(0.001));
  }

  @Test
  void interval_liesBetweenBackToBackAndAfterIdle() throws IOException {
    double back = secondsOfACut();
    double often = secondsOfACut("--interval", "300ms");
    double seldom = secondsOfACut("--interval", "0.6 s");
    double ever = secondsOfACut("--transfer-model", "after-idle");
    assertThat(secondsOfACut("--transfer-model", "steady")).isEqualTo(back);
    assertThat(secondsOfACut("--interval", "1h")).isEqualTo(ever);
    assertThat(back).isLessThanOrEqualTo(often);
    assertThat(often).isLessThan(seldom);
    assertThat(seldom).isLessThan(ever);
  }

  @Test
  void intervalAndTransferModel_excludeEachOther() {
    CommandRun run = plan("vgg16", "--interval", "1s", "--transfer-model", "steady");
    assertThat(run.exitCode()).isEqualTo(Program.USAGE);
    assertThat(run.err()).contains("leave one of them out");
  }

  /** Of the fastest cut without a transfer layer that keeps 18 layers away from the device. */
  private static double secondsOfACut(String... interval) throws IOException {
    List<String> more = new ArrayList<>(List.of(interval));
    more.addAll(List.of("--strategy", "cut", "--least-depth", "10", "-d", "!18", "--json"));
    CommandRun run = plan("vgg16", more.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode best = new ObjectMapper().readTree(run.out()).get("scenarios").get(0);
    return best.get("seconds").asDouble();
  }

  @Test
  void planFile_isWritten() {
    Path file = folder.resolve("plan.json");
    CommandRun run = plan("vgg16", "-e", "ampere", "-r", "3", "-o", file);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(PlanFile.read(file).scenarios())
        .hasSize(3)
        .allMatch(scenario -> scenario.route().config().contains("Edge(ampere)"));
    assertThat(run.out()).contains("device tx2_gpu > edge ampere", "transfer");
    assertThat(plan("vgg16", "-e", "ampere", "--verbose").out()).contains("Device(tx2_gpu) = 0 - ");
    assertThat(plan("vgg16", "--reference", "scissiontl").out()).contains("Device(tx2_gpu) = 0 - ");
  }

  @Test
  void convert_writesProfilesThatPlanTheSame() {
    CommandRun convert =
        CommandRun.of(
            "convert", DATA.resolve("scissiontl-tensorflow"), "--model", "vgg16", "-o", folder);
    assertThat(convert.exitCode()).as(convert.err()).isZero();
    CommandRun converted =
        CommandRun.of(
            "plan",
            "vgg16",
            "--profiles",
            folder,
            "--network",
            DATA.resolve("scissiontl-tensorflow").resolve("network_stats.csv"));
    assertThat(converted.out()).isEqualTo(plan("vgg16").out());
  }

  @Test
  void analysis_showsSwitchingPointsAndTheFront() throws IOException {
    CommandRun text = plan("densenet169", "--analyse");
    assertThat(text.exitCode()).as(text.err()).isZero();
    assertThat(text.out())
        .contains("runner-up: ", "fastest over bandwidth", "none beats it in all");
    CommandRun run = plan("densenet169", "--analyse", "--json");
    JsonNode report = new ObjectMapper().readTree(run.out());
    JsonNode bands = report.get("analysis").get("overMegabitsPerSecond");
    assertThat(bands.size()).isGreaterThan(1);
    assertThat(bands.get(0).get("config").asText()).isEqualTo("Device(tx2_gpu) = 0 - 596");
    assertThat(report.get("plan").get("scenarios").size()).isEqualTo(5);
    assertThat(report.get("analysis").get("front").size()).isGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-d;5,!5;contradict",
        "-e;amper;nearest first: ampere",
        "-d;23;out of range",
        "--device-time;120%;at most 100%",
        "--device-upload;-1;0 is the nearest",
        "--objective;latencyy;nearest first: latency",
        "--strategy;cat;nearest first: cut",
        "--transfer-model;idle;valid, nearest first",
        "--interval;soon;with its unit",
        "--interval;-1s;got '-1s'",
        "--interval;8761h;at most a year",
        "--deadline;-5;0 is the nearest",
        "--accuracy-floor;0.5;no accuracies are known",
        "--accuracy-floor;1.5;a share from 0 to 1",
        "--least-depth;block1_conv1;needs the model itself",
        "--max-ssim;0.5;needs --evidence BUNDLE or --privacy FILE",
        "--reference;scision;nearest first: scission"
      })
  void badCriteria_endWithTwoAndNameTheNearest(String option, String value, String message) {
    CommandRun run = plan("vgg16", option, value);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: ").contains(message).hasLineCount(1);
  }

  @Test
  void unknownModel_endsWithTwo() {
    CommandRun run = plan("vgg17");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("unknown model").contains("nearest first: vgg16");
  }

  @Test
  void cameras_areToldTheLeastRunsAndReplicasThatTheyNeed() throws IOException {
    Object[] cameras = {"-e", "ampere", "--cameras", 100, "--rate", 5, "--p99", 200};
    CommandRun text = plan("vgg16", cameras);
    assertThat(text.exitCode()).as(text.err()).isZero();
    assertThat(text.out())
        .contains(
            "100 cameras, 5 images a second each (periodic), 99 of 100 answers within 200.0 ms: ",
            "one edge with --parallel ",
            " with --parallel 1, at most ");
    Object[] asJson = Arrays.copyOf(cameras, cameras.length + 1);
    asJson[cameras.length] = "--json";
    JsonNode capacity = new ObjectMapper().readTree(plan("vgg16", asJson).out()).get("capacity");
    double left = 200 - capacity.get("elsewhereMillis").asDouble();
    JsonNode edge = capacity.get("oneEdge");
    assertThat(edge.get("latencies").get("p99Seconds").asDouble() * 1e3).isLessThan(left);
    assertThat(capacity.get("replicas").get("count").asInt())
        .isGreaterThanOrEqualTo(edge.get("count").asInt());
  }

  @Test
  void timesOfALoadTest_takeThePlaceOfTheProfiles() {
    Path file = folder.resolve("times.json");
    new ServiceTimesFile(
            1,
            "vgg16.edge",
            "engine",
            1,
            2,
            0.0,
            0.0,
            List.of(
                new MeasuredRuns.Size(1, List.of(20.0)), new MeasuredRuns.Size(8, List.of(40.0))))
        .write(file);
    CommandRun run =
        plan(
            "vgg16",
            "-e",
            "ampere",
            "--cameras",
            100,
            "--rate",
            1,
            "--p99",
            300,
            "--edge-batch",
            8,
            "--service-times",
            file);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("run times of vgg16.edge, 2 at a time with --threads 1", " requests a run");
  }

  @ParameterizedTest
  @CsvSource({
    "'--cameras 0 --rate 1 --p99 100', cameras",
    "'--cameras 5 --rate 0 --p99 100', rate",
    "'--cameras 5 --rate NaN --p99 100', rate",
    "'--cameras 5 --rate 1 --p99 NaN', 99 of 100",
    "'--cameras 5 --rate 1', --p99",
    "'--rate 1', --cameras",
    "'--cameras 5 --rate 1 --p99 100 --edge-batch 4', --service-times",
    "'--cameras 5 --rate 1 --p99 100 --arrivals randomly', periodic"
  })
  void camerasThatMakeNoSense_areRefused(String options, String word) {
    List<Object> all = new ArrayList<>(List.of("-e", "ampere"));
    all.addAll(List.of(options.split(" ", -1)));
    CommandRun run = plan("vgg16", all.toArray());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(Program.USAGE);
    assertThat(run.err()).contains(word);
  }

  @Test
  void timeThatDeviceAndLinkNeedThemselves_cannotBeBought() {
    CommandRun run = plan("vgg16", "-e", "ampere", "--cameras", 5, "--rate", 1, "--p99", 1);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("device and link alone take ");
  }
}
