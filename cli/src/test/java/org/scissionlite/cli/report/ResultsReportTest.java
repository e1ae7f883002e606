package org.scissionlite.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.report.ResultsFile.Place;
import org.scissionlite.cli.report.ResultsFile.Row;

/** The command {@code report} on the results of an experiment, in a real browser. */
class ResultsReportTest {
  private static final List<String> NAMES =
      List.of("densenet169-224", "mobilenet", "zero_padding2d", "transform:step=1.2,dial=4");
  private static final List<String> HOSTILE =
      List.of(
          "</script><script>window.hacked=1</script>",
          "__proto__",
          "\"><img src=x onerror=\"window.hacked=2\">",
          "a/very/long/name/as/frameworks/write/them/StatefulPartitionedCall/conv2d_17/BiasAdd");

  /** What the page shows of the place that is chosen, a line for each strategy. */
  private static final String SHOWN =
      "[...document.querySelectorAll('#compare tbody tr')].map(row =>"
          + " [...row.children].map(cell => cell.textContent))";

  /** Tables that go on beyond their frame, which paper cannot scroll. */
  private static final String CUT_OFF =
      "[...document.querySelectorAll('.scroll')].filter(each => each.scrollWidth > each.clientWidth)"
          + ".map(each => each.ariaLabel)";

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

  private static ObjectNode json(List<String> names) {
    ObjectNode tree = new ObjectMapper().valueToTree(MadeUpResults.of(names));
    tree.putArray("cells");
    tree.putArray("subjects").addObject().put("data", "/a/folder/of/the/machine");
    return tree;
  }

  private static CommandRun report(JsonNode results) throws IOException {
    Path experiment = Files.createDirectories(folder.resolve("results"));
    Files.writeString(experiment.resolve("results.json"), results.toString());
    return CommandRun.of("report", experiment, "-o", folder.resolve("page.html"));
  }

  private static void open(List<String> names) throws IOException {
    CommandRun run = report(json(names));
    assertThat(run.exitCode()).as(run.err()).isZero();
    chromium.open(folder.resolve("page.html"));
    chromium.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
  }

  private static void choose(String key, int index) {
    chromium.evaluate(
        "(input => { input.value = %d; for (const kind of ['input', 'change']) input.dispatchEvent(new Event(kind)); })(document.getElementById('set-%s'))"
            .formatted(index, key));
  }

  @Test
  void everyPlace_showsTheNumbersOfTheFile() throws IOException {
    ResultsFile results = MadeUpResults.of(NAMES);
    open(NAMES);
    for (ResultsFile.Prediction each : results.predictions()) {
      choose(each.place());
      List<Row> rows =
          results.rows().stream().filter(row -> row.place().equals(each.place())).toList();
      JsonNode shown = chromium.evaluate(SHOWN);
      assertThat(shown).hasSize(each.contenders().size());
      for (int i = 0; i < shown.size(); i++) {
        if (rows.isEmpty()) {
          assertPredicted(shown.get(i), each.contenders().get(i));
        } else {
          assertMeasured(shown.get(i), rows.get(i));
        }
      }
      assertWinner(results, each.place());
    }
  }

  private static void choose(Place place) {
    choose("model", NAMES.indexOf(place.model()));
    choose("interval", place.intervalMillis() == 0 ? 0 : 1);
    choose("bandwidth", MadeUpResults.BANDWIDTHS.indexOf(place.link().megabits()));
    choose("roundTrip", MadeUpResults.ROUND_TRIPS.indexOf(place.link().roundTripMillis()));
  }

  private static void assertPredicted(JsonNode shown, ResultsFile.Predicted predicted) {
    assertNumber(shown.get(2), predicted.millis(), 0.05);
    assertThat(shown.get(3).asText()).isEqualTo("-");
    assertNumber(shown.get(5), (double) predicted.bytes(), 0);
  }

  private static void assertMeasured(JsonNode shown, Row row) {
    assertThat(shown.get(0).asText()).endsWith(" in words");
    if (row.predictedMillis() == null) {
      assertThat(shown.get(2).asText()).isEqualTo("-");
    } else {
      assertNumber(shown.get(2), row.predictedMillis(), 0.05);
    }
    assertNumber(shown.get(3), row.medianMillis(), 0.05);
    assertNumber(shown.get(4), row.p95Millis(), 0.05);
    assertNumber(shown.get(5), (double) row.bytes(), 0);
    assertNumber(shown.get(6), row.speedUp(), 0.005);
    assertThat(shown.get(7).asText())
        .contains(" % (")
        .matches(row.accuracy().retrained() ? ".*, retrained" : ".*\\)");
    assertNumber(shown.get(9), row.deviceCpuSeconds(), 0.0005);
  }

  private static void assertNumber(JsonNode shown, double expected, double rounding) {
    double found = Double.parseDouble(shown.asText().replace(",", ""));
    assertThat(found).isCloseTo(expected, within(rounding + 1e-9));
  }

  private static void assertWinner(ResultsFile results, Place place) {
    ResultsFile.Winner winner =
        results.winners().stream()
            .filter(each -> each.place().equals(place))
            .findFirst()
            .orElseThrow();
    JsonNode field =
        chromium.evaluate(
            "(field => [field.textContent, field.className])(document.querySelector('#map .now'))");
    assertNumber(field.get(0), winner.millis(), 0.05);
    assertThat(field.get(1).asText().contains("was-measured")).isEqualTo(winner.measured());
    assertThat(chromium.evaluate("document.getElementById('best').textContent").asText())
        .contains(
            winner.measured() ? "The fastest that was measured here" : "Nothing was measured here");
  }

  @Test
  void page_beginsAtThePapersExample() throws IOException {
    open(NAMES);
    assertThat(
            chromium
                .evaluate(
                    "[...document.querySelectorAll('#choices output')].map(each => each.textContent)")
                .toString())
        .isEqualTo("[\"60 Mbit/s\",\"27.4 ms\"]");
    assertThat(chromium.evaluate("document.getElementById('source').textContent").asText())
        .contains("a processor, 2 cores, an OS, Java 17", "results.json");
    assertThat(chromium.evaluate("document.getElementById('goals').textContent").asText())
        .contains("5.0 times", "not measured");
    assertThat(Files.readString(folder.resolve("page.html"))).doesNotContain("/a/folder/of");
  }

  @Test
  void keyboard_choosesAnotherPlace() throws IOException {
    open(NAMES);
    String before = chromium.evaluate("document.getElementById('compare').textContent").asText();
    chromium.evaluate("document.getElementById('set-bandwidth').focus()");
    chromium.press(Chromium.Key.ARROW_LEFT);
    assertThat(chromium.evaluate("document.getElementById('set-bandwidth').ariaValueText").asText())
        .isEqualTo("5 Mbit/s");
    assertThat(chromium.evaluate("document.getElementById('compare').textContent").asText())
        .isNotEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"400,screen,dark", "1600,screen,light", "700,print,light"})
  void page_isForEverybody(int width, String media, String scheme) throws IOException {
    chromium.resize(width);
    chromium.show(scheme, media);
    open(NAMES);
    JsonNode found = chromium.evaluate(ReadablePageTest.OVERLAPS);
    assertThat(found.get("count").asInt()).isGreaterThan(200);
    assertThat(found.get("faults")).isEmpty();
    assertThat(found.get("wide").asInt()).isLessThanOrEqualTo(0);
    if (media.equals("print")) {
      assertThat(chromium.evaluate(CUT_OFF)).isEmpty();
    } else {
      assertThat(ReadablePageTest.faults(chromium)).isEmpty();
    }
  }

  @Test
  void theMap_staysAMapOnAPhone() throws IOException {
    chromium.resize(400);
    chromium.show("light", "screen");
    open(NAMES);
    assertThat(
            chromium.evaluate(
                "[...document.querySelectorAll('#map tbody tr')].map(row =>"
                    + " new Set([...row.children].map(cell => cell.getBoundingClientRect().top)).size)"))
        .hasToString("[1,1]");
  }

  @Test
  void names_staySo() throws IOException {
    chromium.resize(400);
    chromium.show("light", "screen");
    open(HOSTILE);
    assertThat(
            chromium.evaluate(
                "[String(window.hacked), document.scripts.length, document.images.length]"))
        .hasToString("[\"undefined\",2,0]");
    assertThat(chromium.evaluate("document.getElementById('title').textContent").asText())
        .isEqualTo("What was measured: " + HOSTILE.get(0) + ", " + HOSTILE.get(1));
    assertThat(chromium.evaluate(ReadablePageTest.OVERLAPS).get("faults")).isEmpty();
  }
}
