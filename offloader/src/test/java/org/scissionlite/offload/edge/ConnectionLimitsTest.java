package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
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
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ServerLiveRequest;

/** Those who connect and send nothing, or next to nothing. */
class ConnectionLimitsTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
  private static final ConnectionLimits PATIENT =
      new ConnectionLimits(
          10, 10, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

  @TempDir Path folder;

  private final List<Socket> sockets = new ArrayList<>();
  private EdgeServer edge;

  private void start(ConnectionLimits limits) {
    edge =
        EdgeServer.start(
            new SmallModel(1).bundle(folder.resolve("bundle")),
            SmallModel.ENGINE,
            EdgeOptions.listeningOn(ANY)
                .withThreads(1)
                .withGrace(Duration.ZERO)
                .withLimits(limits));
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    edge.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(edge.address().getAddress(), edge.address().getPort());
    socket.setSoTimeout(20_000);
    sockets.add(socket);
    return socket;
  }

  /** Waits until the edge closes a connection. */
  private static void awaitEnd(Socket socket) {
    try {
      while (socket.getInputStream().read() >= 0) {}
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("the connection stands", e);
    } catch (IOException e) {
      // Reset: that is an end, too.
    }
  }

  private void assertServes() {
    ManagedChannel channel = NettyChannelBuilder.forAddress(edge.address()).usePlaintext().build();
    try {
      assertThat(
              GRPCInferenceServiceGrpc.newBlockingStub(channel)
                  .withWaitForReady()
                  .withDeadlineAfter(20, TimeUnit.SECONDS)
                  .modelInfer(request())
                  .getOutputsCount())
          .isEqualTo(1);
    } finally {
      channel.shutdownNow();
    }
  }

  private static ModelInferRequest request() {
    return InferRequests.raw("small.input.none", "image", SmallModel.image(1).get("image")).build();
  }

  @Test
  void connectionsBeyondTheLimit_areClosedAtOnceUntilOthersEnd() throws Exception {
    start(PATIENT);
    for (int i = 0; i < 10; i++) {
      connect();
    }
    for (int i = 0; i < 2000; i++) {
      try (Socket refused = new Socket(edge.address().getAddress(), edge.address().getPort())) {
        refused.setSoTimeout(20_000);
        awaitEnd(refused);
      }
    }
    sockets.get(0).close();
    assertServes();
  }

  @Test
  void silentAndSlowGreetings_areCutOff() throws Exception {
    start(withRequestTime(Duration.ofMillis(300)));
    Socket silent = connect();
    Socket slow = connect();
    Thread sender = new Thread(() -> trickle(slow, PREFACE));
    sender.start();
    awaitEnd(silent);
    awaitEnd(slow);
    sender.join();
    assertServes();
  }

  private static ConnectionLimits withRequestTime(Duration time) {
    return new ConnectionLimits(10, 10, time, Duration.ofMinutes(1), Duration.ofMinutes(1));
  }

  private static void trickle(Socket socket, byte[] bytes) {
    try {
      for (int i = 0; true; i = Math.min(i + 1, bytes.length - 2)) {
        socket.getOutputStream().write(bytes[i]);
        TimeUnit.MILLISECONDS.sleep(30);
      }
    } catch (IOException e) {
      // The edge has cut the connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void connectionWithoutRequests_isClosedAfterTheIdleTime() throws Exception {
    start(
        new ConnectionLimits(
            10, 10, Duration.ofMinutes(1), Duration.ofMillis(300), Duration.ofDays(1)));
    Socket idle = greeted();
    awaitEnd(idle);
    assertServes();
  }

  private Socket greeted() throws IOException {
    Socket socket = connect();
    socket.getOutputStream().write(PREFACE);
    socket.getOutputStream().write(SETTINGS);
    return socket;
  }

  @Test
  void oldConnection_isRenewedWithoutTheDeviceNoticing() {
    start(
        new ConnectionLimits(
            10, 10, Duration.ofMinutes(1), Duration.ofDays(1), Duration.ofMillis(200)));
    ManagedChannel channel = NettyChannelBuilder.forAddress(edge.address()).usePlaintext().build();
    try {
      var calls = GRPCInferenceServiceGrpc.newBlockingStub(channel);
      long end = System.nanoTime() + 1_000_000_000L;
      while (System.nanoTime() < end) {
        assertThat(calls.serverLive(ServerLiveRequest.getDefaultInstance()).getLive()).isTrue();
      }
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void requestThatDoesNotEnd_isAnsweredWithAnErrorInTime() throws Exception {
    start(withRequestTime(Duration.ofMillis(500)));
    ManagedChannel channel = NettyChannelBuilder.forAddress(edge.address()).usePlaintext().build();
    try {
      CompletableFuture<Status> end = new CompletableFuture<>();
      RawCalls.stream(channel, end).sendMessage(request().toByteArray());
      assertThat(end.get(20, TimeUnit.SECONDS).toString())
          .contains("DEADLINE_EXCEEDED", "did not arrive within 500 ms");
      assertServes();
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void limitsThatMakeNoSense_areRefused() {
    start(PATIENT);
    Duration time = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new ConnectionLimits(0, 0, time, time, time))
        .isInstanceOf(UsageException.class)
        .hasMessage("expected at least 1 connection, got 0");
    assertThatThrownBy(() -> new ConnectionLimits(1, 1, Duration.ZERO, time, time))
        .isInstanceOf(UsageException.class)
        .hasMessage("time for a request: expected at least 1 ms, got 0 ns");
  }
}
