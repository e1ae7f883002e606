package org.scissionlite.offload.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.connection.EdgeErrors;
import org.scissionlite.offload.connection.EdgeSocket;
import org.scissionlite.offload.edge.ConnectionLimits;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.ServerLiveRequest;
import org.scissionlite.protocol.ServerLiveResponse;

/** What devices and edges say to each other's certificates, over real connections. */
class TlsEdgeTest {
  private static final String HERE = "127.0.0.1";
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final ConnectionLimits LIMITS =
      new ConnectionLimits(
          80, 80, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

  @TempDir static Path folder;
  private static Certificates plant;
  private static Certificates other;
  private static Certificates.Pair server;
  private static Certificates.Pair camera;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private EdgeServer edge;

  @BeforeAll
  static void makeCertificates() {
    plant = new Certificates(folder, "plant");
    other = new Certificates(folder, "other");
    server = plant.issue("edge");
    camera = plant.issue("camera");
  }

  @AfterEach
  void close() {
    if (edge != null) {
      edge.close();
    }
  }

  private void start(EdgeGate gate) {
    start(gate, LIMITS);
  }

  private void start(EdgeGate gate, ConnectionLimits limits) {
    edge =
        EdgeServer.start(
            List.of(),
            SmallModel.ENGINE,
            EdgeOptions.listeningOn(ANY).withGrace(Duration.ZERO).withLimits(limits).withGate(gate),
            EdgeFeatures.none().telling(told::add));
  }

  private EdgeGate tls(Certificates.Pair pair, Optional<Path> clients) {
    return EdgeGate.local().with(ServerTls.of(pair.certificate(), pair.key(), clients, told::add));
  }

  private static EdgeAccess trusting(Certificates authority) {
    return EdgeAccess.plain().with(ClientTls.trusting(authority.authority(), line -> {}));
  }

  private static EdgeAccess showing(Certificates.Pair pair) {
    return EdgeAccess.plain()
        .with(
            ClientTls.trusting(plant.authority(), line -> {})
                .showing(pair.certificate(), pair.key(), line -> {}));
  }

  private String ask(EdgeAccess access) {
    return ask(HERE, access);
  }

  /** What a person at the device reads; "live" if the edge answers. */
  private String ask(String host, EdgeAccess access) {
    InetSocketAddress address = InetSocketAddress.createUnresolved(host, edge.address().getPort());
    ManagedChannel channel = EdgeSocket.builder(address, CongestionControl.SYSTEM, access).build();
    try {
      boolean live =
          GRPCInferenceServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(20, TimeUnit.SECONDS)
              .serverLive(ServerLiveRequest.getDefaultInstance())
              .getLive();
      return live ? "live" : "not live";
    } catch (StatusRuntimeException e) {
      return EdgeErrors.of(e, "line 3", 20_000).getMessage();
    } finally {
      channel.shutdownNow();
    }
  }

  /** What a person at the edge reads next. */
  private String told() throws InterruptedException {
    return told.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void deviceThatTrustsTheAuthority_isAnswered() {
    start(tls(server, Optional.empty()));
    assertThat(ask(trusting(plant))).isEqualTo("live");
    assertThat(ask("localhost", trusting(plant))).isEqualTo("live");
    assertThat(told).isEmpty();
  }

  @Test
  void edgeOfAnotherAuthority_isNotBelieved() throws InterruptedException {
    start(tls(server, Optional.empty()));
    assertThat(ask(trusting(other)))
        .isEqualTo(
            "edge line 3: no secure connection: the certificate of 'CN=edge' was not issued by an authority in "
                + other.authority());
    assertThat(told())
        .startsWith(
            "refused a connection of 127.0.0.1: it does not accept the certificate of this");
  }

  @Test
  void selfMadeCertificate_isBelievedOnlyIfItIsNamed() {
    Certificates self = new Certificates(folder, "self");
    Certificates.Pair pair = new Certificates.Pair(self.authority(), folder.resolve("self.key"));
    start(tls(pair, Optional.empty()));
    assertThat(ask(trusting(plant))).contains("'CN=self' was not issued by an authority in");
    assertThat(ask(trusting(self))).contains("'CN=self' is for no host (it has no subjectAltName)");
  }

  @Test
  void certificateOfAnotherHost_isNotBelieved() {
    start(tls(plant.issue("far", "DNS:edge.plant,IP:192.0.2.7", 30), Optional.empty()));
    assertThat(ask(trusting(plant)))
        .isEqualTo(
            "edge line 3: no secure connection: the certificate of 'CN=far' is for edge.plant, 192.0.2.7, not for 127.0.0.1");
  }

  @Test
  void expiredCertificate_isNotShown() {
    Certificates.Pair old = plant.issue("old", "DNS:localhost", -1);
    assertThatThrownBy(() -> tls(old, Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("old.crt: the certificate of 'CN=old' expired on 2")
        .hasMessageEndingWith("; make a new one");
  }

  @Test
  void expiredCertificate_isNotBelieved() throws InterruptedException {
    Certificates.Pair old = plant.issue("late", "IP:127.0.0.1", -1);
    Identity expired = identity(old);
    start(EdgeGate.local().with(new ServerTls(new IdentityKeys(() -> expired), Optional.empty())));
    assertThat(ask(trusting(plant))).contains("the certificate of 'CN=late' expired on 2");
    edge.close();
    told.clear();
    start(tls(server, Optional.of(plant.authority())));
    ClientTls tls = ClientTls.trusting(plant.authority(), line -> {});
    ClientTls late = new ClientTls(tls.authorities(), Optional.of(new IdentityKeys(() -> expired)));
    assertThat(ask(EdgeAccess.plain().with(late))).contains("edge line 3: no secure connection");
    assertThat(told()).contains("the certificate of 'CN=late' expired on 2");
  }

  private static Identity identity(Certificates.Pair pair) {
    return new Identity(
        org.scissionlite.file.PemFile.read(pair.certificate()).certificates(),
        org.scissionlite.file.PemFile.read(pair.key()).privateKey());
  }

  @Test
  void edgeThatAsksForCertificates_letsInThoseOfItsAuthorityAlone() throws InterruptedException {
    start(tls(server, Optional.of(plant.authority())));
    assertThat(ask(showing(camera))).isEqualTo("live");

    assertThat(ask(trusting(plant)))
        .isEqualTo(
            "edge line 3: no secure connection: it asks for a certificate of this device; give --tls-cert and --tls-key");
    assertThat(told())
        .isEqualTo(
            "refused a connection of 127.0.0.1: it shows no certificate; a device is to be started with --tls-cert and --tls-key");

    assertThat(ask(showing(other.issue("stranger"))))
        .startsWith(
            "edge line 3: no secure connection: it does not accept the certificate of this");
    assertThat(told())
        .startsWith("refused a connection of 127.0.0.1: the certificate of 'CN=stranger' was not")
        .endsWith("issued by an authority in " + plant.authority());
  }

  @Test
  void revokedCertificate_isNotLetIn() throws InterruptedException {
    Certificates.Pair stolen = plant.issue("stolen");
    start(tls(server, Optional.of(plant.revoking(stolen))));
    assertThat(ask(showing(camera))).isEqualTo("live");
    assertThat(ask(showing(stolen))).endsWith("the certificate of this device was revoked");
    assertThat(told()).endsWith("the certificate of 'CN=stolen' was revoked");
  }

  @Test
  void clearTextToAPortOfTls_isToldSoOnBothSides() throws InterruptedException {
    start(tls(server, Optional.empty()));
    assertThat(ask(EdgeAccess.plain()))
        .isEqualTo(
            "edge line 3: no secure connection: it speaks TLS alone; give --tls-ca with the authority of its certificate");
    assertThat(told())
        .isEqualTo(
            "refused a connection of 127.0.0.1: it does not speak TLS; a device is to be started with --tls-ca");
  }

  @Test
  void tlsToAPortOfClearText_isToldSoOnBothSides() throws InterruptedException {
    start(EdgeGate.local());
    assertThat(ask(trusting(plant)))
        .isEqualTo(
            "edge line 3: no secure connection: it does not speak TLS on this port; leave --tls-ca out, or start it with --tls-cert and --tls-key");
    assertThat(told())
        .isEqualTo(
            "refused a connection of 127.0.0.1: it speaks TLS, this edge does not; start it with --tls-cert and --tls-key");
  }

  @Test
  void renewedCertificate_isShownWithoutARestart() throws Exception {
    Path certificate = folder.resolve("renewed.crt");
    Path key = folder.resolve("renewed.key");
    Certificates.Pair first = other.issue("first");
    Files.copy(first.certificate(), certificate);
    Files.copy(first.key(), key);
    start(tls(new Certificates.Pair(certificate, key), Optional.empty()));
    assertThat(ask(trusting(plant))).contains("'CN=first' was not issued by an authority");

    Files.copy(server.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
    TimeUnit.NANOSECONDS.sleep(FollowedFiles.PAUSE.toNanos());
    assertThat(ask(trusting(plant))).contains("'CN=first'");
    assertThat(told)
        .anySatisfy(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "%s is not the key of the certificate in %s; give the two that were made together; what was read before stays in use",
                        key, certificate));

    Files.copy(server.key(), key, StandardCopyOption.REPLACE_EXISTING);
    TimeUnit.NANOSECONDS.sleep(FollowedFiles.PAUSE.toNanos());
    assertThat(ask(trusting(plant))).isEqualTo("live");
  }

  @Test
  void handshakesThatDoNotEnd_keepNobodyOutAndAreCutOff() throws Exception {
    start(
        tls(server, Optional.of(plant.authority())),
        new ConnectionLimits(
            40, 40, Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofMinutes(1)));
    Socket[] silent = new Socket[100];
    for (int i = 0; i < silent.length; i++) {
      silent[i] = new Socket(edge.address().getAddress(), edge.address().getPort());
      silent[i].setSoTimeout(20_000);
    }
    assertThat(ask(showing(camera))).isEqualTo("live");
    for (Socket socket : silent) {
      awaitEnd(socket);
    }
    assertThat(told()).endsWith("it did not finish its TLS handshake within 2000 ms");
  }

  @Test
  void connectionThatIsSilentAfterItsHandshake_isCutOff() throws Exception {
    start(
        tls(server, Optional.empty()),
        new ConnectionLimits(
            40, 40, Duration.ofMillis(700), Duration.ofMinutes(1), Duration.ofMinutes(1)));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        null,
        new TrustManager[] {ClientTls.trusting(plant.authority(), line -> {}).authorities()},
        null);
    SSLSocket silent =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", edge.address().getPort());
    silent.setSoTimeout(20_000);
    SSLParameters parameters = silent.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    silent.setSSLParameters(parameters);
    silent.startHandshake();
    silent.getOutputStream().write('P');
    silent.getInputStream().transferTo(OutputStream.nullOutputStream());
    silent.close();
    assertThat(ask(trusting(plant))).isEqualTo("live");
  }

  @Test
  void streamsThatAreOpenedAndDropped_leaveOthersUnharmed() {
    start(tls(server, Optional.empty()));
    InetSocketAddress address = InetSocketAddress.createUnresolved(HERE, edge.address().getPort());
    ManagedChannel flood =
        EdgeSocket.builder(address, CongestionControl.SYSTEM, trusting(plant)).build();
    try {
      for (int i = 0; i < 3000; i++) {
        ClientCall<ServerLiveRequest, ServerLiveResponse> call =
            flood.newCall(GRPCInferenceServiceGrpc.getServerLiveMethod(), CallOptions.DEFAULT);
        call.start(new ClientCall.Listener<>() {}, new Metadata());
        call.request(1);
        call.cancel("dropped", null);
      }
      assertThat(ask(trusting(plant))).isEqualTo("live");
    } finally {
      flood.shutdownNow();
    }
  }

  private static void awaitEnd(Socket socket) throws IOException {
    try (socket) {
      assertThatCode(() -> assertThat(socket.getInputStream().read()).isNegative())
          .satisfiesAnyOf(
              failure -> assertThat(failure).isNull(),
              failure -> assertThat(failure).isInstanceOf(java.net.SocketException.class));
    }
  }

  @Test
  void clearTextForOtherMachines_isToBeMeant() {
    EdgeOptions options = EdgeOptions.listeningOn(new InetSocketAddress("0.0.0.0", 0));
    assertThatThrownBy(
            () -> EdgeServer.start(List.of(), SmallModel.ENGINE, options, EdgeFeatures.none()))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "0.0.0.0:0 can be reached from other machines, in the clear: give --tls-cert and --tls-key (docs/security.md makes them), or --insecure in a network that you trust, or --listen 127.0.0.1:0");
    edge =
        EdgeServer.start(
            List.of(),
            SmallModel.ENGINE,
            options.withGate(EdgeGate.insecure()),
            EdgeFeatures.none());
    assertThat(ask(EdgeAccess.plain())).isEqualTo("live");
  }
}
