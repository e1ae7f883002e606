package org.scissionlite.offload.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.net.httpserver.HttpServer;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.link.EmulatedLink;
import org.scissionlite.offload.link.LinkConditions;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ServerMetadataRequest;
import org.scissionlite.protocol.ServerMetadataResponse;

class LinkProbeTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final LinkConditions SLOW = new LinkConditions(5, Duration.ofMillis(20));

  @TempDir Path folder;

  private EdgeServer edge() {
    return EdgeServer.start(
        new SmallModel(1).bundle(folder.resolve("bundle"), false),
        SmallModel.ENGINE,
        EdgeOptions.listeningOn(ANY).withThreads(1));
  }

  private static ProbeOptions few(InetSocketAddress server) {
    return ProbeOptions.of(server).withMostBytes(1_500_000).withPatience(Duration.ofSeconds(10));
  }

  /** The emulated link delays and paces, but its TCP runs over the loopback: no window shows. */
  @Test
  void emulatedLink_isFoundWithinItsBytes() {
    try (EdgeServer edge = edge();
        EmulatedLink link = EmulatedLink.open(edge.address(), SLOW)) {
      LinkProbe.Result found = LinkProbe.run(few(link.address()));
      assertThat(found.backMeasured()).isTrue();
      assertThat(found.link().roundTripMillis()).isBetween(19.0, 50.0);
      assertThat(found.link().megabitsPerSecond()).isCloseTo(5, withinPercentage(45));
      assertThat(found.link().backMegabitsPerSecond()).isCloseTo(5, withinPercentage(45));
      assertThat(found.bytes()).isBetween(300_000L, 1_500_000L);
      assertThat(found.samples().stream().filter(each -> each.silenceMillis() >= 300))
          .hasSizeBetween(6, 9);
    }
  }

  @Test
  void serverOfAnotherKind_isProbedOneWay() throws IOException {
    Server other = NettyServerBuilder.forAddress(ANY).addService(new OtherServer()).build().start();
    InetSocketAddress address = (InetSocketAddress) other.getListenSockets().get(0);
    try (EmulatedLink link = EmulatedLink.open(address, SLOW)) {
      LinkProbe.Result found = LinkProbe.run(few(link.address()));
      assertThat(found.backMeasured()).isFalse();
      assertThat(found.link().megabitsPerSecond()).isCloseTo(5, withinPercentage(45));
      assertThat(found.link().backMegabitsPerSecond()).isEqualTo(found.link().megabitsPerSecond());
    } finally {
      other.shutdownNow();
    }
  }

  /** Speaks the protocol and has no model. */
  private static final class OtherServer extends GRPCInferenceServiceImplBase {
    @Override
    public void serverMetadata(
        ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> observer) {
      observer.onNext(ServerMetadataResponse.newBuilder().setName("other").build());
      observer.onCompleted();
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> observer) {
      observer.onError(Status.NOT_FOUND.withDescription("no such model").asRuntimeException());
    }
  }

  @Test
  void serverWithoutTheProtocol_isRefusedInOneLine() throws IOException {
    Server empty = NettyServerBuilder.forAddress(ANY).build().start();
    try {
      InetSocketAddress address = (InetSocketAddress) empty.getListenSockets().get(0);
      assertRefused(address, "refuses the request: Method not found");
    } finally {
      empty.shutdownNow();
    }
  }

  @Test
  void webServer_isRefusedInOneLine() throws IOException {
    HttpServer web = HttpServer.create(ANY, 0);
    web.start();
    try {
      assertRefused(web.getAddress(), "the link cannot be probed: edge ");
    } finally {
      web.stop(0);
    }
  }

  @Test
  void portThatNeverAnswers_isGivenUp() throws IOException {
    try (ServerSocket sink = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertRefused((InetSocketAddress) sink.getLocalSocketAddress(), "no answer within 700 ms");
    }
  }

  @Test
  void portWhereNothingListens_isRefusedInOneLine() throws IOException {
    InetSocketAddress free;
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      free = (InetSocketAddress) socket.getLocalSocketAddress();
    }
    assertRefused(free, "Connection refused; expected");
  }

  private static void assertRefused(InetSocketAddress server, String reason) {
    ProbeOptions options = ProbeOptions.of(server).withPatience(Duration.ofMillis(700));
    assertThatThrownBy(() -> LinkProbe.run(options))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining(reason)
        .hasMessageEndingWith("expected a server of the Open Inference Protocol over gRPC")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void linkThatDiesOnTheWay_isGivenUp() throws InterruptedException {
    try (EdgeServer edge = edge();
        EmulatedLink link = EmulatedLink.open(edge.address(), SLOW)) {
      Thread cutter = new Thread(() -> cutAfter(link, 1_200));
      cutter.start();
      ProbeOptions options = few(link.address()).withPatience(Duration.ofMillis(900));
      assertThatThrownBy(() -> LinkProbe.run(options))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining("no answer within 900 ms");
      cutter.join();
    }
  }

  /** A probe of this link takes some four seconds. */
  private static void cutAfter(EmulatedLink link, long millis) {
    try {
      Thread.sleep(millis);
      link.cut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void tooFewBytesOrNoPort_areRefused() {
    InetSocketAddress server = InetSocketAddress.createUnresolved("localhost", 1);
    assertThatThrownBy(() -> ProbeOptions.of(server).withMostBytes(499_999))
        .isInstanceOf(UsageException.class)
        .hasMessage("expected at least 500000 bytes to probe a link with, got 499999");
    assertThatThrownBy(() -> ProbeOptions.of(InetSocketAddress.createUnresolved("localhost", 0)))
        .hasMessageContaining("the port is missing");
  }
}
