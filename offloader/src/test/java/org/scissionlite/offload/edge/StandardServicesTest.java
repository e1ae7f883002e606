package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ServerLiveRequest;

/** What gRPC's tools ask of an edge, by the clients of gRPC itself. */
class StandardServicesTest {
  private static final String INFERENCE = "inference.GRPCInferenceService";

  @TempDir Path folder;
  private EdgeServer edge;
  private ManagedChannel channel;

  @BeforeEach
  void start() {
    edge =
        EdgeServer.start(
            new SmallModel(1).bundle(folder.resolve("bundle")),
            SmallModel.ENGINE,
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withThreads(1)
                .withGrace(Duration.ofMillis(500)));
    channel = NettyChannelBuilder.forAddress(edge.address()).usePlaintext().build();
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
    edge.close();
  }

  private static HealthCheckRequest of(String service) {
    return HealthCheckRequest.newBuilder().setService(service).build();
  }

  @Test
  void health_isServingUntilTheEdgeIsStopped() {
    var health = HealthGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    assertThat(health.check(of("")).getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThat(health.check(of(INFERENCE)).getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThatThrownBy(() -> health.check(of("other")))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageStartingWith("NOT_FOUND");

    Iterator<HealthCheckResponse> watch = health.watch(of(""));
    assertThat(watch.next().getStatus()).isEqualTo(ServingStatus.SERVING);
    edge.close();
    assertThat(watch.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
  }

  @Test
  void reflection_listsTheServicesAndDescribesTheirCalls() throws Exception {
    assertThat(
            reflected(ServerReflectionRequest.newBuilder().setListServices("").build())
                .getListServicesResponse()
                .getServiceList())
        .extracting(ServiceResponse::getName)
        .contains(INFERENCE, "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection");
    ServerReflectionResponse file =
        reflected(ServerReflectionRequest.newBuilder().setFileContainingSymbol(INFERENCE).build());
    assertThat(file.getFileDescriptorResponse().getFileDescriptorProto(0).toStringUtf8())
        .contains("ModelInferRequest", "ServerLive");
  }

  private ServerReflectionResponse reflected(ServerReflectionRequest request) throws Exception {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse value) {
                    answer.complete(value);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(request);
    ServerReflectionResponse response = answer.get(20, TimeUnit.SECONDS);
    requests.onCompleted();
    return response;
  }

  @Test
  void compressedRequest_isAnsweredLikeAPlainOne() {
    ModelInferRequest request =
        InferRequests.raw("small.input.none", "image", SmallModel.image(1).get("image")).build();
    var calls = GRPCInferenceServiceGrpc.newBlockingStub(channel);
    ModelInferResponse plain = calls.modelInfer(request);
    ModelInferResponse answer = calls.withCompression("gzip").modelInfer(request);
    assertThat(answer.getRawOutputContents(0)).isEqualTo(plain.getRawOutputContents(0));
  }

  @Test
  void smallMessageThatUnpacksToALargeOne_isRefusedAndOthersAreAnswered() {
    ModelInferRequest bomb =
        ModelInferRequest.newBuilder()
            .addRawInputContents(ByteString.copyFrom(new byte[64 << 20]))
            .build();
    var calls = GRPCInferenceServiceGrpc.newBlockingStub(channel);
    assertThatThrownBy(() -> calls.withCompression("gzip").modelInfer(bomb))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageStartingWith("RESOURCE_EXHAUSTED")
        .hasMessageContaining("exceeds maximum size");
    assertThat(calls.serverLive(ServerLiveRequest.getDefaultInstance()).getLive()).isTrue();
  }
}
