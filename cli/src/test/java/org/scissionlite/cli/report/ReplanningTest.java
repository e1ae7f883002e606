package org.scissionlite.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.report.MadeUpSystems.Setting;
import org.scissionlite.file.Json;
import org.scissionlite.plan.Plan;
import org.scissionlite.plan.PlanFile;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.profile.Tier;

/** The page plans again as the planner does, in a real browser. */
class ReplanningTest {
  private static final int SETTINGS = 200;

  /** The planner rounds each block's time to nanoseconds, the page their sum. */
  private static final double ROUNDING_NANOS = 20;

  private static final MadeUpSystems SYSTEMS =
      MadeUpSystems.of("made-up", List.of("input", "stem", "pool", "deep"), 7);

  @TempDir private static Path folder;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Chromium.PROGRAM), "skipped: Chromium is not installed");
    chromium = Chromium.start(folder.resolve("chromium"));
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static void open(Plan plan) {
    Path file = folder.resolve("plan.json");
    PlanFile.write(plan, file);
    Path page = folder.resolve("page.html");
    CommandRun run = CommandRun.of("report", file, "-o", page);
    assertThat(run.exitCode()).as(run.err()).isZero();
    chromium.open(page);
  }

  /** What the page says in a setting; in {@code s} of the expression. */
  private static JsonNode replanned(Setting setting, String expression) {
    return chromium.evaluate(
        "(() => { const s = %s; s.interval = Number(s.interval); return %s; })()"
            .formatted(Json.line(setting), expression));
  }

  /** The latency of every way that is allowed, by its place in the plan. */
  private static Map<Integer, Double> latencies(Setting setting) {
    JsonNode answer =
        replanned(
            setting,
            "planner.plan(s).filter(each => each.allowed)"
                + ".map(each => [planner.ways.indexOf(each.way), each.costs.latency])");
    Map<Integer, Double> latencies = new HashMap<>();
    answer.forEach(each -> latencies.put(each.get(0).asInt(), each.get(1).asDouble()));
    return latencies;
  }

  @Test
  void best_isThePlannersWhateverTheSlidersSay() {
    Plan measured = SYSTEMS.plan(Objective.latency());
    open(measured);
    Map<String, Integer> places = places(measured);
    Random random = new Random(15);
    Set<Integer> winners = new HashSet<>();
    for (int i = 0; i < SETTINGS; i++) {
      Setting setting = Setting.random(random);
      Scenario expected = SYSTEMS.plan(setting, Objective.latency(), 1).best();
      JsonNode found =
          replanned(
              setting,
              "(best => [planner.ways.indexOf(best.way), best.costs.latency,"
                  + " planner.ways.indexOf(planner.winner(s))])(planner.plan(s)[0])");
      assertThat(found.get(0).asInt()).as("%s", setting).isEqualTo(places.get(way(expected)));
      assertThat(found.get(1).asDouble())
          .as("%s", setting)
          .isCloseTo((double) expected.latencyNanos(), within(ROUNDING_NANOS));
      assertThat(found.get(2)).as("what the map shows, %s", setting).isEqualTo(found.get(0));
      winners.add(found.get(0).asInt());
    }
    assertThat(winners).hasSizeGreaterThan(5);
  }

  @Test
  void allWays_takeWhatThePlannerSays() {
    Plan measured = SYSTEMS.plan(Objective.latency());
    open(measured);
    Map<String, Integer> places = places(measured);
    Random random = new Random(16);
    for (int i = 0; i < 12; i++) {
      Setting setting = Setting.random(random);
      List<Scenario> expected =
          SYSTEMS.plan(setting, Objective.latency(), Question.ALL).scenarios();
      Map<Integer, Double> found = latencies(setting);
      assertThat(found).as("%s", setting).hasSameSizeAs(expected);
      for (Scenario each : expected) {
        assertThat(found.get(places.get(way(each))))
            .as("%s: %s", setting, way(each))
            .isCloseTo((double) each.latencyNanos(), within(ROUNDING_NANOS));
      }
    }
  }

  private static Map<String, Integer> places(Plan plan) {
    Map<String, Integer> places = new HashMap<>();
    plan.scenarios().forEach(each -> places.put(way(each), places.size()));
    return places;
  }

  /** What tells a way from all others. */
  private static String way(Scenario scenario) {
    return scenario.route().segments().stream()
            .map(each -> each.system().name() + each.firstBlock() + "-" + each.lastBlock())
            .toList()
        + scenario.route().hops().stream()
            .map(each -> each.cut().name() + each.payload().transferLayer())
            .toList()
            .toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throughput",
        "bytes",
        "device-time",
        "edge-time=1,cloud-time=3",
        "latency=1,bytes=900"
      })
  void objective_isThatOfThePlan(String text) {
    Objective objective = Objective.parse(text);
    open(SYSTEMS.plan(objective));
    Random random = new Random(3);
    for (int i = 0; i < 8; i++) {
      Setting setting = Setting.random(random);
      Scenario expected = SYSTEMS.plan(setting, objective, 1).best();
      double found = replanned(setting, "planner.plan(s)[0].objective").asDouble();
      double least = 0;
      for (Metric metric : Metric.values()) {
        least += objective.weight(metric) * expected.route().cost(metric);
      }
      assertThat(found).as("%s", setting).isCloseTo(least, within(10 * ROUNDING_NANOS));
    }
  }

  @Test
  void limits_areKeptWhileTheSlidersMove() {
    open(
        SYSTEMS.plan(
            Objective.latency(),
            Constraint.deadline(150_000_000),
            new Constraint.AtMostShare(Tier.DEVICE, 0.5)));
    Setting slow = new Setting(0.1, 500.0, 1, 0, null);
    assertThat(latencies(slow)).isEmpty();
    chromium.evaluate(
        "for (const input of document.querySelectorAll('#set-bandwidth'))"
            + " { input.value = 0; input.dispatchEvent(new Event('input')); }");
    assertThat(chromium.evaluate("document.querySelector('#answer .warning').textContent").asText())
        .startsWith("Nothing keeps all limits here (latency at most 150.0 ms, device at most 50 %");
  }

  @Test
  void sliders_changeTheAnswerFromTheKeyboard() {
    open(SYSTEMS.plan(Objective.latency()));
    String before = text("best");
    tabTo("set-speed");
    chromium.press(Chromium.Key.END);
    assertThat(chromium.evaluate("document.getElementById('set-speed').ariaValueText").asText())
        .isEqualTo("20 × as measured");
    assertThat(text("best")).isNotEqualTo(before);
    assertThat(text("headline")).isEqualTo("Do not cut: the device answers alone");
    tabTo("reset");
    chromium.press(Chromium.Key.ENTER);
    assertThat(text("best")).isEqualTo(before);
  }

  private static String text(String id) {
    return chromium.evaluate("document.getElementById('%s').textContent".formatted(id)).asText();
  }

  /** Goes on from element to element; each that has the focus shows it. */
  private static void tabTo(String id) {
    for (int i = 0; i < 20; i++) {
      chromium.press(Chromium.Key.TAB);
      JsonNode focus =
          chromium.evaluate(
              "[document.activeElement.id, getComputedStyle(document.activeElement).outlineStyle]");
      assertThat(focus.get(1).asText()).isEqualTo("solid");
      if (focus.get(0).asText().equals(id)) {
        return;
      }
    }
    throw new AssertionError("no way to " + id + " with the tab key");
  }
}
