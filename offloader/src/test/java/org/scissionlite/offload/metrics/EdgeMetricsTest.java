package org.scissionlite.offload.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.Sending;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.offload.edge.EdgeWatch;
import org.scissionlite.offload.rest.HttpEdge;

/** What an edge counts, as Prometheus reads it. */
class EdgeMetricsTest {
  @TempDir Path folder;

  private final List<String> log = new CopyOnWriteArrayList<>();
  private HttpEdge edge;

  @BeforeEach
  void start() {
    RequestLog lines = new RequestLog(Clock.systemUTC(), log::add);
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

  private String metrics() {
    return new String(edge.get("/metrics").body(), StandardCharsets.UTF_8);
  }

  private void infer(String scenario) {
    infer(scenario, "");
  }

  private void infer(String scenario, String note) {
    DeviceOptions options =
        DeviceOptions.sendingTo(edge.server().address()).withScenario(scenario).withThreads(1);
    try (DeviceRuntime device =
        DeviceRuntime.open(
            new SmallModel(1).bundle(folder.resolve(scenario)), SmallModel.ENGINE, options)) {
      Sending sending = new Sending(0, note, () -> {});
      assertThat(device.submit(SmallModel.image(1), System.nanoTime(), sending).join().servedBy())
          .isInstanceOf(ServedBy.Edge.class);
    }
  }

  @Test
  void requestsOverBothProtocols_areCountedByModelProtocolAndCode() {
    edge.post(HttpEdge.INFER, HttpEdge.body(SmallModel.image(1).get("image")));
    edge.post(HttpEdge.INFER, "{}");
    edge.post("/v2/models/" + "x".repeat(50) + "/infer", "{}");
    infer("relu.q4");
    assertThat(metrics())
        .contains(
            "scissionlite_edge_requests_total{code=\"ok\",model=\"small.input.none\",protocol=\"http\"} 1.0",
            "scissionlite_edge_requests_total{code=\"invalid_argument\",model=\"small.input.none\",protocol=\"http\"} 1.0",
            "scissionlite_edge_requests_total{code=\"not_found\",model=\"unknown\",protocol=\"http\"} 1.0",
            "scissionlite_edge_requests_total{code=\"ok\",model=\"small.relu.q4\",protocol=\"grpc\"} 1.0",
            "scissionlite_edge_part_seconds_count{model=\"small.relu.q4\",part=\"execute\"} 1",
            "scissionlite_edge_part_seconds_bucket{model=\"small.relu.q4\",part=\"total\",le=\"+Inf\"} 1",
            "scissionlite_edge_received_bytes_total{model=\"small.relu.q4\",protocol=\"grpc\"}",
            "scissionlite_edge_batch_requests_bucket{model=\"small.relu.q4\",le=\"1.0\"} 1",
            "scissionlite_edge_batch_requests_count{model=\"small.relu.q4\"} 1",
            "scissionlite_edge_queue_requests 0.0",
            "scissionlite_edge_models 5.0",
            "scissionlite_edge_devices 2.0")
        .doesNotContain("xxxxx");
  }

  @Test
  void deviceThatGoesOverToAnotherModel_isCountedAndShown() {
    infer("relu.q4");
    infer("relu.none", "the link is fast, 900 Mbit/s");
    assertThat(metrics())
        .contains("scissionlite_edge_switches_total{model=\"small.relu.none\"} 1.0");
    var status = HttpEdge.json(edge.get("/status.json"));
    assertThat(status.get("switches").get(0).get("from").asText()).isEqualTo("small.relu.q4");
    assertThat(status.get("switches").get(0).get("why").asText())
        .isEqualTo("the link is fast, 900 Mbit/s");
    assertThat(status.get("devices").get(0).get("model").asText()).isEqualTo("small.relu.none");
  }

  @Test
  void eachRequest_isALineOfTheLogWithItsId() {
    edge.post(HttpEdge.INFER, HttpEdge.body(SmallModel.image(1).get("image")));
    edge.post(HttpEdge.INFER, "{}");
    assertThat(log).hasSize(2);
    var answered = HttpEdge.json(log.get(0).getBytes(StandardCharsets.UTF_8));
    assertThat(answered.get("id").asText()).isEqualTo("7");
    assertThat(answered.get("code").asText()).isEqualTo("OK");
    assertThat(answered.get("executeMillis").asDouble()).isPositive();
    assertThat(answered.get("totalMillis").asDouble())
        .isGreaterThanOrEqualTo(answered.get("executeMillis").asDouble());
    assertThat(log.get(1)).contains("INVALID_ARGUMENT", "expected").doesNotContain("\n");
  }
}
