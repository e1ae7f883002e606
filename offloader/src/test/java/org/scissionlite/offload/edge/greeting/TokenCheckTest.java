package org.scissionlite.offload.edge.greeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.connection.EdgeSocket;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.probe.ProbeConnection;
import org.scissionlite.offload.probe.ProbeOptions;
import org.scissionlite.offload.security.EdgeAccess;
import org.scissionlite.offload.security.EdgeGate;
import org.scissionlite.offload.security.OwnToken;
import org.scissionlite.offload.security.Tokens;
import org.scissionlite.protocol.AnnouncementRequest;
import org.scissionlite.protocol.DistributionGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelMetadataRequest;
import org.scissionlite.protocol.RepositoryIndexRequest;
import org.scissionlite.protocol.RepositoryModelUnloadRequest;
import org.scissionlite.protocol.ServerLiveRequest;
import org.scissionlite.protocol.ServerMetadataRequest;
import org.scissionlite.protocol.ServerReadyRequest;

/** Calls with tokens of each role, and without one, to a real edge. */
class TokenCheckTest {
  private static final String CAMERA = "camera-0123456789abcdef";
  private static final String KEEPER = "keeper-0123456789abcdef";
  private static final String WATCHER = "watcher-0123456789abcdef";

  @TempDir Path folder;
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private EdgeServer edge;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    Path file =
        Files.write(
            folder.resolve("tokens"),
            List.of("infer " + CAMERA, "manage " + KEEPER, "metrics " + WATCHER));
    edge =
        EdgeServer.start(
            List.of(),
            SmallModel.ENGINE,
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withGrace(Duration.ZERO)
                .withGate(EdgeGate.local().with(Tokens.of(file, told::add))),
            EdgeFeatures.none().controlled(true).distributing(true).telling(told::add));
  }

  @AfterEach
  void close() {
    edge.close();
  }

  private EdgeAccess showing(String token) throws IOException {
    Path file = Files.writeString(folder.resolve("own"), token + "\n");
    return EdgeAccess.plain().with(OwnToken.of(file, told::add));
  }

  private interface Work {
    void with(GRPCInferenceServiceBlockingStub calls);
  }

  private ThrowingCallable call(EdgeAccess access, Work work) {
    return () -> {
      channel = EdgeSocket.builder(edge.address(), CongestionControl.SYSTEM, access).build();
      try {
        work.with(GRPCInferenceServiceGrpc.newBlockingStub(channel));
      } finally {
        channel.shutdownNow();
      }
    };
  }

  private static void infer(GRPCInferenceServiceBlockingStub calls) {
    var unused = calls.modelInfer(ModelInferRequest.newBuilder().setModelName("none").build());
  }

  private static void describe(GRPCInferenceServiceBlockingStub calls) {
    var unused = calls.modelMetadata(ModelMetadataRequest.newBuilder().setName("none").build());
  }

  private static void index(GRPCInferenceServiceBlockingStub calls) {
    var unused = calls.repositoryIndex(RepositoryIndexRequest.getDefaultInstance());
  }

  private static void unload(GRPCInferenceServiceBlockingStub calls) {
    var unused =
        calls.repositoryModelUnload(
            RepositoryModelUnloadRequest.newBuilder().setModelName("none").build());
  }

  private static void metadata(GRPCInferenceServiceBlockingStub calls) {
    var unused = calls.serverMetadata(ServerMetadataRequest.getDefaultInstance());
  }

  private static void announce(GRPCInferenceServiceBlockingStub calls) {
    var unused =
        DistributionGrpc.newBlockingStub(calls.getChannel())
            .announce(AnnouncementRequest.newBuilder().setName("none").build());
  }

  private void assertStatus(Status.Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void eachRole_mayDoItsOwnAlone() throws IOException {
    EdgeAccess camera = showing(CAMERA);
    assertStatus(Status.Code.NOT_FOUND, call(camera, TokenCheckTest::infer));
    assertStatus(Status.Code.NOT_FOUND, call(camera, TokenCheckTest::describe));
    assertStatus(Status.Code.NOT_FOUND, call(camera, TokenCheckTest::announce));
    assertStatus(Status.Code.PERMISSION_DENIED, call(camera, TokenCheckTest::index));
    assertStatus(Status.Code.PERMISSION_DENIED, call(camera, TokenCheckTest::unload));

    EdgeAccess keeper = showing(KEEPER);
    assertThatCode(call(keeper, TokenCheckTest::index)).doesNotThrowAnyException();
    assertStatus(Status.Code.NOT_FOUND, call(keeper, TokenCheckTest::unload));
    assertStatus(Status.Code.PERMISSION_DENIED, call(keeper, TokenCheckTest::infer));
    assertStatus(Status.Code.PERMISSION_DENIED, call(keeper, TokenCheckTest::announce));

    EdgeAccess watcher = showing(WATCHER);
    assertThatCode(call(watcher, TokenCheckTest::metadata)).doesNotThrowAnyException();
    assertStatus(Status.Code.PERMISSION_DENIED, call(watcher, TokenCheckTest::infer));
    assertStatus(Status.Code.PERMISSION_DENIED, call(watcher, TokenCheckTest::index));
  }

  @Test
  void withoutAToken_onlyHealthIsTold() {
    EdgeAccess nobody = EdgeAccess.plain();
    for (Work work :
        List.<Work>of(TokenCheckTest::infer, TokenCheckTest::metadata, TokenCheckTest::index)) {
      assertStatus(Status.Code.UNAUTHENTICATED, call(nobody, work));
    }
    assertThatCode(
            call(
                nobody,
                calls -> {
                  assertThat(calls.serverLive(ServerLiveRequest.getDefaultInstance()).getLive())
                      .isTrue();
                  assertThat(calls.serverReady(ServerReadyRequest.getDefaultInstance()).getReady())
                      .isTrue();
                }))
        .doesNotThrowAnyException();
  }

  @Test
  void refusal_isALineOnBothSidesWithoutTheToken() throws IOException {
    String stolen = "stolen-0123456789abcdef";
    ProbeOptions thief = ProbeOptions.of(edge.address()).withAccess(showing(stolen));
    assertThatThrownBy(() -> ProbeConnection.open(thief))
        .hasMessageContaining(
            "does not let this device in: this edge does not know the token; it may have been replaced");
    ProbeOptions probe = ProbeOptions.of(edge.address()).withAccess(EdgeAccess.plain());
    assertThatThrownBy(() -> ProbeConnection.open(probe))
        .hasMessageContaining(
            "does not let this device in: this edge asks for a token; a device is to be started with --token-file");
    assertThat(told)
        .containsExactly(
            "refused a call of 127.0.0.1: ServerMetadata: this edge does not know the token; it may have been replaced",
            "refused a call of 127.0.0.1: ServerMetadata: this edge asks for a token; a device is to be started with --token-file")
        .noneMatch(line -> line.contains(stolen));
  }

  @Test
  void token_isNotSentToAnotherMachineInTheClear() throws IOException {
    EdgeAccess access = showing(CAMERA);
    for (String host : new String[] {"192.0.2.7", "edge.plant", "127.evil.example", "::2"}) {
      InetSocketAddress far = InetSocketAddress.createUnresolved(host, 8001);
      assertThatThrownBy(() -> EdgeSocket.builder(far, CongestionControl.SYSTEM, access))
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith("edge " + host + ":8001: a token is not sent to another machine");
    }
    for (String host : new String[] {"localhost", "127.0.0.1", "::1"}) {
      InetSocketAddress near = InetSocketAddress.createUnresolved(host, 8001);
      assertThatCode(() -> EdgeSocket.builder(near, CongestionControl.SYSTEM, access))
          .doesNotThrowAnyException();
    }
  }
}
