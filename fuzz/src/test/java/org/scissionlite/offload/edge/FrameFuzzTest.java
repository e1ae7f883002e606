package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.scissionlite.fuzz.Fuzzed;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.ServerLiveRequest;

/** What anybody may send to an edge's port, from the first byte on; afterwards it serves others. */
class FrameFuzzTest {
  private static final int PATIENCE_MILLIS = 20;

  private static EdgeServer edge;
  private static ManagedChannel other;

  @BeforeAll
  static void start() {
    Duration minute = Duration.ofMinutes(1);
    edge =
        EdgeServer.start(
            List.of(),
            new OrtEngine(),
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withGrace(Duration.ZERO)
                .withLimits(new ConnectionLimits(1000, 1000, minute, minute, minute)),
            EdgeFeatures.none());
    other = NettyChannelBuilder.forAddress(edge.address()).usePlaintext().build();
  }

  @AfterAll
  static void close() {
    other.shutdownNow();
    edge.close();
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void connection(byte[] bytes) throws IOException {
    var unused = BugDetectors.allowNetworkConnections();
    try (Socket socket = new Socket(edge.address().getAddress(), edge.address().getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      byte[] answers = new byte[1 << 16];
      while (socket.getInputStream().read(answers) >= 0) {}
    } catch (SocketTimeoutException | SocketException e) {
      // It waits for more, or has ended the connection: it may do either.
    }
    assertThat(
            GRPCInferenceServiceGrpc.newBlockingStub(other)
                .withDeadlineAfter(20, TimeUnit.SECONDS)
                .serverLive(ServerLiveRequest.getDefaultInstance())
                .getLive())
        .isTrue();
  }
}
