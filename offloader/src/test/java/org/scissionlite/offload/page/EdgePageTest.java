package org.scissionlite.offload.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.rest.HttpEdge;

/** The edge's page, in a real browser. */
class EdgePageTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  @TempDir static Path folder;

  private static HttpEdge edge;

  @BeforeAll
  static void start() {
    edge = HttpEdge.start(folder.resolve("bundle"));
    for (String scenario : List.of("relu.q4", "relu.none")) {
      DeviceOptions options =
          DeviceOptions.sendingTo(edge.server().address()).withScenario(scenario).withThreads(1);
      try (DeviceRuntime device =
          DeviceRuntime.open(
              new SmallModel(1).bundle(folder.resolve(scenario)), SmallModel.ENGINE, options)) {
        for (int i = 0; i < 20; i++) {
          device.infer(SmallModel.image(i));
        }
      }
    }
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  @Test
  void page_needsNothingFromOutside() {
    var response = edge.get("/");
    String page = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(page).doesNotContainPattern("(?i)(src|href)=\"(?!data:)");
    assertThat(page.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "@import");
    assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("default-src 'none'");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 800})
  void page_showsWhatTheEdgeDoesAndFitsTheWindow(int width) throws Exception {
    assumeTrue(Files.isExecutable(CHROMIUM), "Chromium is not installed");
    String html = browse(width, folder.resolve(width + ".png"));
    assertThat(html)
        .contains(">live<", "small.relu.q4 → small.relu.none", ">127.0.0.1<", ">execute<")
        .doesNotContain(">connecting<");
    assertThat(html).containsPattern("id=\"median\">\\d+\\.\\d+<");
    assertThat(javax.imageio.ImageIO.read(folder.resolve(width + ".png").toFile()).getWidth())
        .isEqualTo(width);
    assertThat(html).contains("data-fits=\"true\"");
  }

  private static String browse(int width, Path picture) throws IOException, InterruptedException {
    String url = "http://127.0.0.1:%d/".formatted(edge.address().getPort());
    run(width, "--screenshot=" + picture, url);
    return run(width, "--dump-dom", url);
  }

  private static String run(int width, String what, String url)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "chromium", ".txt");
    Process chromium =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=" + width + ",1400",
                "--virtual-time-budget=3000",
                what,
                url)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(chromium.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(out);
  }
}
