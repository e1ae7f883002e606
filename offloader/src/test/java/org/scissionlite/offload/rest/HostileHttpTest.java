package org.scissionlite.offload.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scissionlite.offload.rest.HttpEdge.INFER;
import static org.scissionlite.offload.rest.HttpEdge.error;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.GatedEngine;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.edge.ConnectionLimits;
import org.scissionlite.offload.edge.EdgeWatch;

/** Senders that nobody should meet. */
class HostileHttpTest {
  private static final int GIGABYTE = 1 << 30;

  @TempDir Path folder;

  private final Tensor image = SmallModel.image(1).get("image");
  private HttpEdge edge;

  @AfterEach
  void close() {
    edge.close();
  }

  private void start() {
    edge = HttpEdge.start(folder.resolve("bundle"));
  }

  private void start(Duration arrival, int connections) {
    start(arrival, connections, connections);
  }

  private void start(Duration arrival, int connections, int perAddress) {
    ConnectionLimits limits =
        new ConnectionLimits(
            connections, perAddress, arrival, Duration.ofMinutes(1), Duration.ofMinutes(1));
    edge =
        HttpEdge.start(
            folder.resolve("bundle"),
            SmallModel.ENGINE,
            options -> options.withLimits(limits),
            EdgeWatch.NONE);
  }

  private void assertServes() {
    assertThat(edge.post(INFER, HttpEdge.body(image)).statusCode()).isEqualTo(200);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(edge.address().getAddress(), edge.address().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** All that comes until the end of the connection. */
  private static String readAll(Socket socket) throws IOException {
    StringBuilder all = new StringBuilder();
    InputStream in = socket.getInputStream();
    byte[] part = new byte[4096];
    try {
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        all.append(new String(part, 0, n, StandardCharsets.UTF_8));
      }
    } catch (java.net.SocketException e) {
      // Reset: that is an end, too.
    }
    return all.toString();
  }

  @Test
  void bodyOfAGigabyte_isRefusedBeforeItIsRead() throws Exception {
    start();
    try (Socket socket = connect()) {
      write(
          socket,
          "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n{".formatted(INFER, GIGABYTE));
      assertThat(readAll(socket)).contains("413", "\"error\"", "the body is larger than");
    }
    assertServes();
  }

  @Test
  void bodyOfAGigabyteWithoutALength_isRefusedWhenItHasBecomeTooLarge() throws Exception {
    start();
    byte[] chunk = new byte[1 << 16];
    try (Socket socket = connect()) {
      write(
          socket,
          "POST %s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(INFER));
      CompletableFuture<Long> sent = CompletableFuture.supplyAsync(() -> flood(socket, chunk));
      assertThat(readAll(socket)).contains("413", "the body is larger than");
      assertThat(sent.get(20, TimeUnit.SECONDS)).isLessThan(GIGABYTE);
    }
    assertServes();
  }

  private static long flood(Socket socket, byte[] chunk) {
    long sent = 0;
    try {
      OutputStream out = socket.getOutputStream();
      while (sent < GIGABYTE) {
        out.write("10000\r\n".getBytes(StandardCharsets.UTF_8));
        out.write(chunk);
        out.write("\r\n".getBytes(StandardCharsets.UTF_8));
        sent += chunk.length;
      }
    } catch (IOException e) {
      // The edge has ended the connection.
    }
    return sent;
  }

  @Test
  void slowSender_isAnsweredAndCutOffInTime() throws Exception {
    start(Duration.ofMillis(300), 10);
    try (Socket silent = connect();
        Socket head = connect();
        Socket body = connect()) {
      write(head, "POST ");
      write(body, "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{".formatted(INFER));
      assertThat(readAll(silent)).isEmpty();
      assertThat(readAll(head)).contains("408");
      assertThat(readAll(body)).contains("408", "did not arrive in time");
    }
    assertServes();
  }

  @Test
  void connectionsBeyondTheLimit_areClosed() throws Exception {
    start(Duration.ofMinutes(1), 3);
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sockets.add(connect());
      write(sockets.get(i), "GET /v2/health/live HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(sockets.get(i).getInputStream().read()).isPositive();
    }
    for (int i = 0; i < 50; i++) {
      try (Socket refused = connect()) {
        assertThat(readAll(refused)).isEmpty();
      }
    }
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void connectionsOfOneAddress_leavePlacesToOthers() throws Exception {
    start(Duration.ofMinutes(1), 20, 5);
    List<Socket> crowd = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      crowd.add(
          new Socket(
              edge.address().getAddress(),
              edge.address().getPort(),
              InetAddress.getByName("127.0.0.9"),
              0));
    }
    assertServes();
    int served = 0;
    for (Socket socket : crowd) {
      socket.setSoTimeout(20_000);
      served += liveness(socket).isEmpty() ? 0 : 1;
      socket.close();
    }
    assertThat(served).isEqualTo(5);
  }

  /** The answer of a connection that ends with it; nothing where it was closed before. */
  private static String liveness(Socket socket) {
    try {
      write(socket, "GET /v2/health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      return readAll(socket);
    } catch (IOException e) {
      return "";
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'GET /v2 HTTP/9.7 x\r\n\r\n',400",
    "'\u0000\u0001\u0002 garbage\r\n\r\n',400",
    "'GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',400",
  })
  void whatIsNoHttp_isRefused(String text, int status) throws Exception {
    start();
    try (Socket socket = connect()) {
      write(socket, text);
      assertThat(readAll(socket)).startsWith("HTTP/1.1 " + status);
    }
    assertServes();
  }

  @Test
  void lineAndHeadersThatAreTooLong_areRefused() throws Exception {
    start();
    try (Socket line = connect();
        Socket header = connect()) {
      write(line, "GET /" + "a".repeat(5000) + " HTTP/1.1\r\n\r\n");
      assertThat(readAll(line)).startsWith("HTTP/1.1 414");
      write(header, "GET / HTTP/1.1\r\nA: " + "a".repeat(20_000) + "\r\n\r\n");
      assertThat(readAll(header)).startsWith("HTTP/1.1 431");
    }
    assertServes();
  }

  @Test
  void requestsThatComeTogether_areAnsweredInOrder() throws Exception {
    start();
    try (Socket socket = connect()) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        all.append("GET /v2/health/live HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      write(socket, all + "GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      String answers = readAll(socket);
      assertThat(answers.split("\"live\":true", -1)).hasSize(201);
      assertThat(answers.lastIndexOf("404")).isGreaterThan(answers.lastIndexOf("live"));
    }
  }

  @Test
  void requestsBeyondTheQueue_areRefusedAndThoseWhoLeaveMakeRoom() throws Exception {
    GatedEngine engine = new GatedEngine();
    edge =
        HttpEdge.start(
            folder.resolve("bundle"), engine, options -> options.withQueue(1), EdgeWatch.NONE);
    String body = HttpEdge.body(image);
    try {
      var first = edge.sendAsync(edge.to(INFER).POST(BodyPublishers.ofString(body)));
      engine.awaitRun();
      try (Socket leaving = connect()) {
        write(
            leaving,
            "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(INFER, body.length(), body));
        awaitArrival();
        HttpResponse<byte[]> refused = edge.post(INFER, body);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(error(refused)).contains("the edge is overloaded");
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
      }
      awaitArrival();
      var second = edge.sendAsync(edge.to(INFER).POST(BodyPublishers.ofString(body)));
      awaitArrival();
      engine.open();
      assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(second.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    } finally {
      engine.open();
    }
  }

  /** What was sent before, on whichever connection, has been handled when these are answered. */
  private void awaitArrival() {
    for (int i = 0; i < 10; i++) {
      assertThat(edge.get("/v2/health/live").statusCode()).isEqualTo(200);
    }
  }
}
