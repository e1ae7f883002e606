package org.scissionlite.offload.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.connection.EdgeSocket;
import org.scissionlite.offload.edge.ConnectionLimits;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.ServerLiveRequest;

/** One machine that takes all connections it can get, and others that still want to be served. */
@Timeout(60)
class CrowdedEdgeTest {
  private static final int OF_ONE_ADDRESS = 12;
  private static final String CROWD = "127.0.0.9";
  private static final byte[] GREETING =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final List<Socket> crowd = new ArrayList<>();
  private Certificates plant;
  private EdgeServer edge;

  @BeforeEach
  void start() {
    plant = new Certificates(folder, "plant");
    Certificates.Pair pair = plant.issue("edge");
    Duration minute = Duration.ofMinutes(1);
    ServerTls tls = ServerTls.of(pair.certificate(), pair.key(), Optional.empty(), told::add);
    edge =
        EdgeServer.start(
            List.of(),
            SmallModel.ENGINE,
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withGrace(Duration.ZERO)
                .withLimits(new ConnectionLimits(40, OF_ONE_ADDRESS, minute, minute, minute))
                .withGate(EdgeGate.local().with(tls)),
            EdgeFeatures.none().telling(told::add));
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : crowd) {
      socket.close();
    }
    edge.close();
  }

  @Test
  void idleConnectionsOfOneAddress_leaveThePlacesOfOthers() throws Exception {
    for (int i = 0; i < OF_ONE_ADDRESS; i++) {
      assertThat(isServed(greeted())).isTrue();
    }
    for (int i = 0; i < 60; i++) {
      assertThat(isServed(connected())).isFalse();
    }
    assertThat(told.poll(20, TimeUnit.SECONDS))
        .isEqualTo(
            "refused a connection of %s: its address holds 12 already (--max-connections-per-address)"
                .formatted(CROWD));
    assertThat(told).isEmpty();
    assertOtherIsServed();
    crowd.get(0).close();
    while (!isServed(greeted())) {
      // Its end is on its way.
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void handshakesThatOneAddressDoesNotFinish_areTheOnesThatLeave() throws Exception {
    Socket other = new Socket(edge.address().getAddress(), edge.address().getPort());
    crowd.add(other);
    for (int i = 0; i < 100; i++) {
      connected();
    }
    other.setSoTimeout(20_000);
    other.getOutputStream().write('x');
    // The edge says in clear text that it speaks TLS; a closed connection would say nothing.
    assertThat(other.getInputStream().read()).isNotNegative();
    assertOtherIsServed();
  }

  private void assertOtherIsServed() {
    InetSocketAddress address =
        InetSocketAddress.createUnresolved("127.0.0.1", edge.address().getPort());
    EdgeAccess access = EdgeAccess.plain().with(ClientTls.trusting(plant.authority(), line -> {}));
    ManagedChannel channel = EdgeSocket.builder(address, CongestionControl.SYSTEM, access).build();
    try {
      assertThat(
              GRPCInferenceServiceGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(20, TimeUnit.SECONDS)
                  .serverLive(ServerLiveRequest.getDefaultInstance())
                  .getLive())
          .isTrue();
    } finally {
      channel.shutdownNow();
    }
  }

  /** A connection of the crowd, silent so far. */
  private Socket connected() throws IOException {
    Socket socket =
        new Socket(
            edge.address().getAddress(), edge.address().getPort(), InetAddress.getByName(CROWD), 0);
    socket.setSoTimeout(20_000);
    crowd.add(socket);
    return socket;
  }

  /** A connection of the crowd that has finished its handshake and greeted; or has been closed. */
  private Socket greeted() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    ClientTls trust = ClientTls.trusting(plant.authority(), line -> {});
    context.init(null, new TrustManager[] {trust.authorities()}, null);
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(connected(), "localhost", edge.address().getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    try {
      socket.getOutputStream().write(GREETING);
    } catch (IOException e) {
      socket.close();
    }
    return socket;
  }

  /** Whether the edge says anything, rather than closing the connection. */
  private static boolean isServed(Socket socket) {
    try {
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }
}
