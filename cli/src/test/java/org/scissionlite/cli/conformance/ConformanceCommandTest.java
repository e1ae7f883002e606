package org.scissionlite.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.TextModels;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.edge.EdgeWatch;
import org.scissionlite.onnx.runtime.OrtEngine;

/** The edge, and servers that are none, tried on the protocol. */
class ConformanceCommandTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir static Path folder;

  private static EdgeServer edge;

  @BeforeAll
  static void start() {
    CommandRun prepared = CommandRun.prepare(folder, "join", "--transfer-layer", "none");
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    edge =
        EdgeServer.start(
            List.of(BundleReader.open(folder.resolve("bundle"))),
            new OrtEngine(),
            EdgeOptions.listeningOn(ANY).withThreads(1),
            EdgeFeatures.none().watched(EdgeWatch.NONE.listeningOn(ANY)));
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  private static String grpc() {
    return "127.0.0.1:" + edge.address().getPort();
  }

  @Test
  void edge_passesEverythingOverBothProtocols() {
    CommandRun run =
        CommandRun.of(
            "conformance",
            grpc(),
            "--http",
            "127.0.0.1:" + edge.httpAddress().orElseThrow().getPort(),
            "--model",
            "tiny");
    assertThat(run.out()).doesNotContain("FAIL");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("bytes in, bytes out", "BYTES in place of FP32");
    assertThat(run.out().lines().filter(line -> line.contains("  pass")).count()).isGreaterThan(80);
  }

  @Test
  void edgeOfAModelOfTexts_passesToo() {
    CommandRun prepared =
        CommandRun.of(
            "prepare",
            TextModels.echo(folder),
            "--cut",
            "input",
            "--transfer-layer",
            "none",
            "--texts",
            "-o",
            folder.resolve("echo"));
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    try (EdgeServer words =
        EdgeServer.start(
            List.of(BundleReader.open(folder.resolve("echo"))),
            new OrtEngine(),
            EdgeOptions.listeningOn(ANY).withThreads(1),
            EdgeFeatures.none().watched(EdgeWatch.NONE.listeningOn(ANY)))) {
      CommandRun run =
          CommandRun.of(
              "conformance",
              "127.0.0.1:" + words.address().getPort(),
              "--http",
              "127.0.0.1:" + words.httpAddress().orElseThrow().getPort(),
              "--model",
              "echo");
      assertThat(run.out()).doesNotContain("FAIL");
      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      assertThat(run.out())
          .contains(
              "raw and typed texts agree", "a text of a negative length", "POST infer, texts");
    }
  }

  @Test
  void serverThatAnswersAnything_failsAndTheExitCodeSaysSo() throws Exception {
    HttpServer other = HttpServer.create(ANY, 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
          exchange.close();
        });
    other.start();
    try {
      CommandRun run =
          CommandRun.of(
              "conformance",
              grpc(),
              "--http",
              "127.0.0.1:" + other.getAddress().getPort(),
              "--model",
              "tiny");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out())
          .containsPattern("REST +POST infer, no JSON +FAIL +status 200, no error");
      assertThat(run.problem()).contains("checks failed on 127.0.0.1").doesNotContain("\n");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void modelThatTheServerDoesNotKnow_isNamedInOneLine() {
    CommandRun run = CommandRun.of("conformance", grpc(), "--model", "nobody");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.problem()).contains("does not describe model 'nobody'").doesNotContain("\n");
  }
}
