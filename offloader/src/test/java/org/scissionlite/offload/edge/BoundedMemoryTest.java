package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.scissionlite.protocol.ModelInferRequest;

/** What an edge holds does not grow with what it has done, and little with who is connected. */
@Timeout(60)
class BoundedMemoryTest {
  private static final int CONNECTIONS = 2_000;

  /** Of both ends, which are in this process. */
  private static final long MOST_OF_A_CONNECTION = 50_000;

  private static final int REQUESTS = 1_500;

  /** A request of 16 bytes that leaves anything behind leaves more than this. */
  private static final long MOST_OF_A_REQUEST = 500;

  private static final ModelInferRequest REQUEST =
      InferRequests.raw(EdgeNets.NAME, "x", EdgeNets.row(1)).build();

  @TempDir private Path folder;

  private EdgeServer edge;
  private ManagedChannel channel;
  private GRPCInferenceServiceBlockingStub stub;
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void startEdge() {
    Duration day = Duration.ofDays(1);
    int most = 2 * CONNECTIONS;
    EdgeOptions options =
        EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .withThreads(1)
            .withLimits(new ConnectionLimits(most, most, Duration.ofMinutes(5), day, day));
    edge = EdgeServer.start(EdgeNets.shareOfLargest().bundle(folder), SmallModel.ENGINE, options);
    channel = NettyChannelBuilder.forAddress(edge.address()).usePlaintext().build();
    stub = GRPCInferenceServiceGrpc.newBlockingStub(channel);
    ask(500);
  }

  @AfterEach
  void closeEdge() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    channel.shutdownNow();
    edge.close();
  }

  private void ask(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(
              stub.withDeadlineAfter(20, TimeUnit.SECONDS)
                  .modelInfer(REQUEST)
                  .getRawOutputContentsCount())
          .isEqualTo(1);
    }
  }

  @Test
  void thousandsOfIdleConnections_takeLittleAndOthersAreAnswered() throws Exception {
    long before = heapBytes();
    for (int i = 0; i < CONNECTIONS; i++) {
      Socket socket = new Socket(edge.address().getAddress(), edge.address().getPort());
      sockets.add(socket);
      socket.getOutputStream().write(greeting());
    }
    for (Socket socket : sockets) {
      socket.setSoTimeout(20_000);
      assertThat(socket.getInputStream().read()).isGreaterThanOrEqualTo(0);
    }
    ask(100);
    assertThat(heapBytes() - before).isLessThan(CONNECTIONS * MOST_OF_A_CONNECTION);
  }

  /** The preface of HTTP/2 with empty settings. */
  private static byte[] greeting() {
    ByteArrayOutputStream greeting = new ByteArrayOutputStream();
    greeting.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    greeting.writeBytes(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
    return greeting.toByteArray();
  }

  @Test
  void requestsThatWereAnswered_leaveNothingBehind() throws Exception {
    long before = heapBytes();
    ask(REQUESTS);
    assertThat(heapBytes() - before).isLessThan(REQUESTS * MOST_OF_A_REQUEST);
  }

  private static long heapBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
