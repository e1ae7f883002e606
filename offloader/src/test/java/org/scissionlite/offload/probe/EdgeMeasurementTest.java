package org.scissionlite.offload.probe;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.security.EdgeAccess;
import org.scissionlite.offload.wire.MeasurementMessages;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import org.scissionlite.protocol.MeasurementGrpc.MeasurementImplBase;
import org.scissionlite.protocol.MeasurementOrder;
import org.scissionlite.protocol.MeasurementReply;
import org.scissionlite.protocol.MeasurementRequest;
import org.scissionlite.protocol.ServerMetadataRequest;
import org.scissionlite.protocol.ServerMetadataResponse;

/** Servers that do not measure, or not as they should. */
class EdgeMeasurementTest {
  /** A server of some name and extensions. */
  private static final class Named extends GRPCInferenceServiceImplBase {
    private final ServerMetadataResponse answer;

    Named(String name, String... extensions) {
      answer =
          ServerMetadataResponse.newBuilder()
              .setName(name)
              .addAllExtensions(List.of(extensions))
              .build();
    }

    @Override
    public void serverMetadata(
        ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> observer) {
      observer.onNext(answer);
      observer.onCompleted();
    }
  }

  /** Hears a model and never says anything, or ends without a profile. */
  private static final class Mute extends MeasurementImplBase {
    private final boolean ends;

    Mute(boolean ends) {
      this.ends = ends;
    }

    @Override
    public StreamObserver<MeasurementRequest> measure(StreamObserver<MeasurementReply> observer) {
      return new StreamObserver<>() {
        @Override
        public void onNext(MeasurementRequest request) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          if (ends) {
            observer.onCompleted();
          }
        }
      };
    }
  }

  private static Server start(BindableService... services) throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    List.of(services).forEach(builder::addService);
    return builder.build().start();
  }

  private static InetSocketAddress address(Server server) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
  }

  private static void refuses(Server server, String... parts) {
    try {
      assertThatThrownBy(() -> EdgeMeasurement.open(address(server)))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContainingAll(parts)
          .hasMessageNotContaining("\n");
    } finally {
      server.shutdownNow();
    }
  }

  @Test
  void edgeThatDoesNotMeasure_saysHowToStartIt() throws IOException {
    refuses(start(new Named("scissionlite", "scissionlite_probe")), "start it with --measure");
  }

  @Test
  void serverOfAnotherKind_isNamed() throws IOException {
    refuses(
        start(new Named("triton", "model_repository")),
        "a server of another kind ('triton')",
        "run 'scissionlite benchmark --tier edge' on that machine");
  }

  @Test
  void serverOfAnotherProtocol_isAFailure() throws IOException {
    refuses(start(new Mute(false)), "the edge cannot measure: edge localhost");
  }

  @Test
  void nobodyThere_isAFailure() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThatThrownBy(
            () -> EdgeMeasurement.open(InetSocketAddress.createUnresolved("127.0.0.1", free)))
        .hasMessageContaining("the edge cannot measure: edge 127.0.0.1:" + free + " cannot be");
  }

  @Test
  void silence_endsTheMeasurement() throws IOException {
    measures(new Mute(false), "has said nothing");
  }

  @Test
  void endWithoutAProfile_isAFailure() throws IOException {
    measures(new Mute(true), "ended without a profile");
  }

  private static void measures(Mute mute, String message) throws IOException {
    Server server = start(new Named("scissionlite", MeasurementMessages.EXTENSION), mute);
    try (EdgeMeasurement measurement =
        EdgeMeasurement.open(address(server), EdgeAccess.plain(), Duration.ofMillis(300))) {
      ByteBuffer model = ByteBuffer.allocate(1_000_000);
      assertThatThrownBy(
              () -> measurement.measure(MeasurementOrder.getDefaultInstance(), model, line -> {}))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining(message);
    } finally {
      server.shutdownNow();
    }
  }
}
