package org.scissionlite.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.edge.EdgeWatch;
import org.scissionlite.onnx.runtime.OrtEngine;

/** What an edge does, in the terminal. */
class TopCommandTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final String BEFORE =
      """
      scissionlite_edge_queue_requests 0.0
      scissionlite_edge_requests_total{code="ok",model="a",protocol="grpc"} 10.0
      scissionlite_edge_part_seconds_count{model="a",part="total"} 10
      scissionlite_edge_part_seconds_sum{model="a",part="total"} 1.0
      """;

  private static final String AFTER =
      """
      # HELP anything
      scissionlite_edge_queue_requests 3.0
      scissionlite_edge_devices 2.0
      scissionlite_edge_requests_total{code="ok",model="a",protocol="grpc"} 30.0
      scissionlite_edge_requests_total{code="internal",model="a",protocol="grpc"} 4.0
      scissionlite_edge_part_seconds_count{model="a",part="total"} 30
      scissionlite_edge_part_seconds_sum{model="a",part="total"} 1.5
      """;

  @TempDir Path folder;

  @Test
  void ratesAndMeans_areThoseBetweenTwoLooks() {
    TopScreen screen = new TopScreen(Scrape.of(BEFORE, 0), Scrape.of(AFTER, 2_000_000_000L));
    assertThat(screen.line())
        .isEqualTo("10.0 answers/s, 2.0 refused/s, 3 waiting, 2 devices, 0.0 kB/s, mean 25.0 ms");
    assertThat(screen.screen("title")).contains("title", "total", "25.00", "12.0", "34");
  }

  @Test
  void linesWithoutEnd_arePassedOver() {
    String endless = "scissionlite_edge_devices{a=\"%s\"} 7.0%n".formatted("x".repeat(1_000_000));
    TopScreen screen = new TopScreen(Scrape.of(BEFORE, 0), Scrape.of(endless + AFTER, 1000));
    assertThat(screen.line()).contains("2 devices");
  }

  @Test
  void processThatWasBegunAgain_countsFromNothing() {
    TopScreen screen = new TopScreen(Scrape.of(AFTER, 0), Scrape.of(BEFORE, 1_000_000_000L));
    assertThat(screen.line()).startsWith("10.0 answers/s, 0.0 refused/s");
  }

  @Test
  void edge_isShownAsLinesWhereThereIsNoTerminal() {
    assertThat(CommandRun.prepare(folder, "join", "--transfer-layer", "none").exitCode()).isZero();
    try (EdgeServer edge =
        EdgeServer.start(
            List.of(BundleReader.open(folder.resolve("bundle"))),
            new OrtEngine(),
            EdgeOptions.listeningOn(ANY).withThreads(1),
            EdgeFeatures.none().watched(EdgeWatch.NONE.listeningOn(ANY)))) {
      String place = "127.0.0.1:" + edge.httpAddress().orElseThrow().getPort();
      CommandRun run = CommandRun.of("top", place, "--interval", "0.1", "--count", "2");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.contains("0 waiting"));
      CommandRun wrong = CommandRun.of("top", "127.0.0.1:" + edge.address().getPort());
      assertThat(wrong.exitCode()).isEqualTo(1);
      assertThat(wrong.problem()).contains("--listen-http").doesNotContain("\n");
    }
  }
}
