package org.scissionlite.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.optimise.OptimiseReport;
import org.scissionlite.cli.optimise.OptimiseReport.Way;
import org.scissionlite.file.Json;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.PlanFile;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.plan.scenario.Scenario;

/** The command {@code report} on a bundle, with and without what lies beside it. */
class BundleReportTest {
  private static final double MOST_DROP = 2;

  @TempDir private Path folder;
  private Path bundle;
  private Path page;

  @BeforeEach
  void prepare() {
    assertThat(CommandRun.prepare(folder, "stem.relu", "--transfer-layer", "pool2").exitCode())
        .isZero();
    bundle = folder.resolve("bundle");
    page = folder.resolve("page.html");
  }

  private CommandRun report(Object... more) {
    return CommandRun.of(
        IntStream.range(0, 4 + more.length)
            .mapToObj(i -> i < 4 ? List.of("report", bundle, "-o", page).get(i) : more[i - 4])
            .toArray());
  }

  /** What optimise could have found: of the ways with a layer, every second loses too much. */
  private OptimiseReport optimum(String sha256) {
    Plan plan =
        MadeUpSystems.of("tiny", List.of("input", "stem", "stem.relu", "join", "pool", "flat"), 2)
            .firstTwo()
            .plan(Objective.latency());
    List<Way> ways =
        IntStream.range(0, plan.scenarios().size())
            .mapToObj(i -> way(plan.scenarios().get(i), i % 2 == 0 ? 5 : 1.5))
            .toList();
    Way best = ways.stream().filter(way -> way.atMostDropPoints() <= MOST_DROP).findFirst().get();
    return new OptimiseReport(
        "tiny",
        sha256,
        "classification",
        "latency",
        "every 1000.0 ms",
        MOST_DROP,
        900.0,
        1,
        20,
        10,
        20,
        "cut: <b>after</b> stem",
        best,
        ways,
        List.of(),
        List.of(),
        null);
  }

  private static Way way(Scenario scenario, double drop) {
    boolean lossless = scenario.route().hops().stream().noneMatch(hop -> hop.hasTransferLayer());
    double lost = lossless ? 0 : drop;
    return new Way(
        null,
        "",
        "",
        "",
        0,
        0,
        scenario.route().breakdown(),
        scenario.route(),
        0,
        lost / 2,
        lost / 2,
        lost,
        lossless ? 0 : 20,
        true,
        true,
        true,
        "profiles");
  }

  private Manifest manifest() {
    return BundleReader.open(bundle).manifest();
  }

  private void write(OptimiseReport report) {
    Json.write(folder.resolve("bundle.optimise.json"), report);
  }

  @Test
  void bundleAlone_saysWhatElseThereCouldBe() throws IOException {
    CommandRun run = report();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("No latency is known of this bundle")
        .contains("No accuracy was measured")
        .contains("No attack on privacy was made");
    assertThat(Files.readString(page)).contains(manifest().scenarios().get(0).device().sha256());
  }

  @Test
  void reportOfAnotherModel_isRefused() {
    write(optimum("f".repeat(64)));
    CommandRun run = report();
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.problem())
        .contains("bundle.optimise.json is of model 'tiny'", "make both again");
    assertThat(page).doesNotExist();
  }

  @Test
  void whatIsNoPlan_isRefusedWithWhatToDo() throws IOException {
    Path file = folder.resolve("bundle.optimise.json");
    write(optimum(manifest().model().sha256()));
    CommandRun run = CommandRun.of("report", file, "-o", page);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.problem()).contains("name the bundle beside which it lies");
    Files.writeString(file, "{\"plan\": {}, \"why\": \"\"}");
    assertThat(CommandRun.of("report", file, "-o", page).problem()).contains("'plan -o FILE'");
    Files.writeString(file, "[]");
    assertThat(CommandRun.of("report", file, "-o", page).problem()).contains("not a plan");
  }

  @Test
  void whatIsMissing_isWrongUsage() {
    CommandRun none = CommandRun.of("report", folder.resolve("none"), "-o", page);
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.problem()).contains("there is no plan, bundle or results");
    CommandRun attacks = report("--privacy", folder);
    assertThat(attacks.exitCode()).isEqualTo(2);
    assertThat(attacks.problem()).contains("there is no privacy.json in it");
  }

  @Test
  void planOfBlocksBeyondAllModels_isRefused() throws IOException {
    Path file = folder.resolve("plan.json");
    Plan plan =
        MadeUpSystems.of("tiny", List.of("input", "stem"), 2).firstTwo().plan(Objective.latency());
    PlanFile.write(plan, file);
    String json = Files.readString(file);
    Files.writeString(file, json.replace("\"lastBlock\" : 1,", "\"lastBlock\" : 2000000000,"));
    CommandRun run = CommandRun.of("report", file, "-o", page);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.problem()).contains("expected blocks from 0 to at most 19999");
  }

  @Test
  void page_plansAgainWithinWhatMayBeLost() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Chromium.PROGRAM), "skipped: Chromium is not installed");
    OptimiseReport optimum = optimum(manifest().model().sha256());
    write(optimum);
    assertThat(report().exitCode()).isZero();
    try (Chromium chromium = Chromium.start(folder.resolve("chromium"))) {
      chromium.open(page);
      int best = optimum.candidates().indexOf(optimum.best());
      String chosen = "planner.ways.indexOf(planner.plan(%s)[0].way)";
      assertThat(chromium.evaluate(chosen.formatted("{ ...planner.fixed, interval: 0 }")).asInt())
          .isEqualTo(best);
      assertThat(
              chromium
                  .evaluate(chosen.formatted("{ ...planner.fixed, interval: 0, mostLoss: null }"))
                  .asInt())
          .isZero();
      assertThat(chromium.evaluate("planner.fixed.interval").asDouble()).isEqualTo(1000);
      assertThat(chromium.evaluate("document.getElementById('verdict').textContent").asText())
          .isEqualTo(optimum.verdict());
      assertThat(chromium.evaluate("document.getElementById('bundle').textContent").asText())
          .contains("stem.relu", "pool2");
    }
  }
}
