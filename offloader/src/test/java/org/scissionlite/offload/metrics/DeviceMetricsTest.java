package org.scissionlite.offload.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.edge.EdgeWatch;
import org.scissionlite.offload.http.HttpCall;
import org.scissionlite.offload.rest.HttpEdge;
import org.scissionlite.offload.stream.FrameRunner;

/** What a device counts, and the dashboard of both sides. */
class DeviceMetricsTest {
  private static final Path DASHBOARD = Path.of("../examples/grafana/scissionlite.json");
  private static final Path PAGE = Path.of("../docs/edge.md");
  private static final Pattern NAME = Pattern.compile("scissionlite_[a-z_]+");

  @TempDir Path folder;

  private final List<String> edgeLog = new CopyOnWriteArrayList<>();
  private final List<String> deviceLog = new CopyOnWriteArrayList<>();
  private final DeviceMetrics metrics =
      new DeviceMetrics(true, Optional.of(() -> new DeviceMetrics.LinkNow(6e7, 0.027)));
  private HttpEdge edge;

  @BeforeEach
  void start() {
    RequestLog lines = new RequestLog(Clock.systemUTC(), edgeLog::add);
    edge =
        HttpEdge.start(
            folder.resolve("bundle"),
            SmallModel.ENGINE,
            options -> options,
            EdgeWatch.NONE.telling(lines));
  }

  @AfterEach
  void close() {
    edge.close();
  }

  private void run(String scenario, boolean withoutEdge) {
    DeviceOptions options =
        DeviceOptions.sendingTo(edge.server().address()).withScenario(scenario).withThreads(1);
    try (DeviceRuntime device =
        DeviceRuntime.open(
            new SmallModel(1).bundle(folder.resolve(scenario)), SmallModel.ENGINE, options)) {
      FrameRunner runner =
          new AnswerLog(Clock.systemUTC(), deviceLog::add)
              .watching(metrics.watching(device::submit));
      if (withoutEdge) {
        edge.close();
      }
      assertThat(runner.submit(SmallModel.image(1), System.nanoTime()).join().outputs())
          .isNotEmpty();
    }
  }

  private String scrape() {
    HttpCall call = new HttpCall("GET", List.of("metrics"), Map.of(), new byte[0], "");
    return new String(
        metrics.route().answer(call).orElseThrow().join().body(), StandardCharsets.UTF_8);
  }

  @Test
  void answersScenariosFallbacksAndLink_areCounted() {
    run("relu.q4", false);
    run("relu.none", false);
    run("relu.none", true);
    assertThat(scrape())
        .contains(
            "scissionlite_device_images_total{scenario=\"relu.q4\",served_by=\"edge\"} 1.0",
            "scissionlite_device_images_total{scenario=\"relu.none\",served_by=\"edge\"} 1.0",
            "served_by=\"device\"} 1.0",
            "scissionlite_device_fallbacks_total 1.0",
            "scissionlite_device_failures_total 0.0",
            "scissionlite_device_scenario{scenario=\"relu.q4\"} 0.0",
            "scissionlite_device_part_seconds_count{part=\"edge_execute\"} 3",
            "scissionlite_device_link_bits_per_second 6.0E7",
            "scissionlite_device_link_round_trip_seconds 0.027");
  }

  @Test
  void request_hasOneIdInTheLogsOfBothSides() throws Exception {
    run("relu.q4", false);
    edge.close();
    var device = HttpEdge.json(deviceLog.get(0).getBytes(StandardCharsets.UTF_8));
    var served = HttpEdge.json(edgeLog.get(0).getBytes(StandardCharsets.UTF_8));
    assertThat(device.get("id").asText()).matches("[0-9a-f]{8}-\\d+");
    assertThat(served.get("id").asText()).isEqualTo(device.get("id").asText());
    assertThat(served.get("device").asText()).isNotBlank();
    assertThat(device.get("totalMillis").asDouble()).isPositive();
  }

  @Test
  void everyMetricOfTheDashboard_existsAndIsDocumented() throws Exception {
    run("relu.q4", false);
    run("relu.none", false);
    String both = scrape() + new String(edge.get("/metrics").body(), StandardCharsets.UTF_8);
    Set<String> there = names(both);
    Set<String> drawn = names(Files.readString(DASHBOARD));
    assertThat(drawn).hasSizeGreaterThan(15);
    assertThat(there).containsAll(drawn);
    assertThat(names(Files.readString(PAGE)))
        .containsAll(
            drawn.stream().map(name -> name.replaceFirst("_(bucket|sum|count)$", "")).toList());
  }

  private static Set<String> names(String text) {
    Set<String> names = new HashSet<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
