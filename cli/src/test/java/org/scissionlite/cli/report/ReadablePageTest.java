package org.scissionlite.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.file.Sha256;

/** The page can be read by everybody, on every screen and on paper, whatever names stand in it. */
class ReadablePageTest {
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
  private static final List<String> NAMES =
      List.of(
          "classifier",
          "block_1_project_BN",
          "a/very/long/name/as/frameworks/write/them/StatefulPartitionedCall/conv2d_17/BiasAdd",
          "pool");
  private static final List<String> HOSTILE =
      List.of(
          "</script><script>window.hacked=1</script>",
          "\"><img src=x onerror=\"window.hacked=2\">",
          "<!--<script> {{data}} {{script}} ]]> &lt; ' \\ \u2028",
          "\u202Eright \u05E9\u05DC\u05D5\u05DD to left",
          "__proto__");

  /** Every text that overlaps another, and every one beyond the window's edge. */
  static final String OVERLAPS =
      """
      (() => {
        const boxes = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const node = walker.currentNode;
          if (!node.textContent.trim() || !node.parentElement.checkVisibility({ visibilityProperty: true })) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          for (const box of range.getClientRects()) boxes.push({ box, text: node.textContent, scrolls: node.parentElement.closest('.scroll') !== null });
        }
        const beyond = boxes.filter(one => !one.scrolls && (one.box.left < 0 || one.box.right > innerWidth)).map(one => 'beyond: ' + one.text);
        const over = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;
        const pairs = boxes.flatMap((one, i) => boxes.slice(i + 1).filter(other => over(one.box, other.box)).map(other => one.text + ' | ' + other.text));
        return { count: boxes.length, faults: [...beyond, ...pairs], wide: document.documentElement.scrollWidth - innerWidth };
      })()""";

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

  private static void open(List<String> names) throws IOException {
    chromium.open(new FullPage(folder).write(names));
    chromium.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
  }

  @ParameterizedTest
  @CsvSource({"400,screen", "1600,screen", "700,print"})
  void texts_neitherOverlapNorLeaveTheWindow(int width, String media) throws IOException {
    chromium.resize(width);
    chromium.show("light", media);
    open(NAMES);
    JsonNode found = chromium.evaluate(OVERLAPS);
    assertThat(found.get("count").asInt()).isGreaterThan(200);
    assertThat(found.get("faults")).isEmpty();
    assertThat(found.get("wide").asInt()).isLessThanOrEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource({"400,dark", "1600,light"})
  void page_isForEverybody(int width, String scheme) throws IOException {
    chromium.resize(width);
    chromium.show(scheme, "screen");
    open(NAMES);
    assertThat(faults(chromium)).isEmpty();
  }

  /** What axe-core finds on the page that is open, and where it cannot tell the contrast. */
  static JsonNode faults(Chromium browser) throws IOException {
    browser.evaluate(axe());
    JsonNode result =
        browser.evaluate(
            """
            axe.run().then(found => ({
              faults: [
                ...found.violations.map(each => each.id + ': ' + each.nodes.map(node => node.html + node.failureSummary).join()),
                ...found.incomplete.filter(each => each.id === 'color-contrast').map(each => each.nodes.map(node => node.html).join())],
              passes: found.passes.map(each => each.id) }))""");
    assertThat(result.get("passes").toString()).contains("color-contrast", "\"label\"");
    return result.get("faults");
  }

  private static String axe() throws IOException {
    try (InputStream in = ReadablePageTest.class.getResourceAsStream(AXE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8) + ";0";
    }
  }

  @Test
  void names_staySo() throws IOException {
    chromium.resize(400);
    chromium.show("light", "screen");
    open(HOSTILE);
    JsonNode found =
        chromium.evaluate(
            "({ hacked: String(window.hacked), scripts: document.scripts.length, images: document.images.length,"
                + " model: document.getElementById('model').textContent, title: document.title,"
                + " names: [...document.querySelectorAll('bdi')].map(each => each.textContent) })");
    assertThat(found.get("hacked").asText()).isEqualTo("undefined");
    assertThat(found.get("scripts").asInt()).isEqualTo(2);
    assertThat(found.get("images").asInt()).isEqualTo(1);
    assertThat(found.get("model").asText()).isEqualTo(HOSTILE.get(0));
    assertThat(found.get("title").asText()).startsWith(HOSTILE.get(0));
    List<String> shown = new ArrayList<>();
    found.get("names").forEach(each -> shown.add(each.asText()));
    assertThat(shown).containsAll(HOSTILE);
    assertThat(chromium.evaluate(OVERLAPS).get("faults")).isEmpty();
  }

  @Test
  void page_needsNothingFromOutsideAndPrints() throws IOException {
    Path page = new FullPage(folder).write(NAMES);
    String html = Files.readString(page);
    assertThat(html).contains("default-src 'none'");
    assertThat(html.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContainPattern("(?i)(src|href)=\"(?!data:)")
        .doesNotContain("http:", "https:", "@import", "fetch(", "XMLHttpRequest");
    chromium.open(page);
    assertThat(new String(chromium.print(), StandardCharsets.ISO_8859_1)).startsWith("%PDF");
  }

  @Test
  void page_saysWhereItComesFrom() throws IOException {
    chromium.open(new FullPage(folder).write(NAMES));
    assertThat(chromium.evaluate("document.getElementById('source').textContent").asText())
        .contains("made2026-11-26T07:25:23Z by ScissionLite ")
        .contains("plan.json")
        .contains(Sha256.of(folder.resolve("plan.json")));
  }
}
