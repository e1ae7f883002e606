package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.BuildVersion;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.edge.repository.RepositoryCalls;
import org.scissionlite.offload.wire.ProbeMessages;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelMetadataRequest;
import org.scissionlite.protocol.ModelMetadataResponse;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;
import org.scissionlite.protocol.ModelReadyRequest;
import org.scissionlite.protocol.ServerLiveRequest;
import org.scissionlite.protocol.ServerMetadataRequest;
import org.scissionlite.protocol.ServerReadyRequest;

class EdgeServerTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir Path folder;

  private final SmallModel model = new SmallModel(1);
  private Bundle bundle;
  private EdgeServer edge;
  private ManagedChannel channel;
  private GRPCInferenceServiceBlockingStub calls;

  @BeforeEach
  void startEdge() {
    bundle = model.bundle(folder.resolve("bundle"));
    edge =
        EdgeServer.start(
            bundle, SmallModel.ENGINE, EdgeOptions.listeningOn(ANY).withThreads(1).withParallel(2));
    channel =
        NettyChannelBuilder.forAddress(edge.address())
            .usePlaintext()
            .maxInboundMetadataSize(1 << 20)
            .build();
    calls = GRPCInferenceServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void closeEdge() {
    channel.shutdownNow();
    edge.close();
  }

  private static ModelInferRequest.Builder request(Map<String, Tensor> image) {
    return InferRequests.raw("small.input.none", "image", image.get("image"));
  }

  @Test
  void healthCalls_sayYes() {
    assertThat(calls.serverLive(ServerLiveRequest.getDefaultInstance()).getLive()).isTrue();
    assertThat(calls.serverReady(ServerReadyRequest.getDefaultInstance()).getReady()).isTrue();
    ModelReadyRequest model = ModelReadyRequest.newBuilder().setName("small").build();
    assertThat(calls.modelReady(model).getReady()).isTrue();
  }

  @Test
  void serverMetadata_namesTheServer() {
    var metadata = calls.serverMetadata(ServerMetadataRequest.getDefaultInstance());
    assertThat(metadata.getName()).isEqualTo("scissionlite");
    assertThat(metadata.getVersion()).isEqualTo(BuildVersion.get()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(metadata.getExtensionsList())
        .containsExactly(ProbeMessages.EXTENSION, RepositoryCalls.EXTENSION);
  }

  @Test
  void probe_isAnsweredWithTheBytesAskedForAndNoMore() {
    GRPCInferenceServiceBlockingStub stub = calls.withMaxInboundMessageSize(2 << 20);
    ModelInferRequest largest =
        ProbeMessages.request(ProbeMessages.MOST_BYTES, ProbeMessages.MOST_BYTES);
    assertThat(stub.modelInfer(largest).getRawOutputContents(0).size()).isEqualTo(1 << 20);
    assertThat(stub.modelInfer(ProbeMessages.request(0, 0)).getRawOutputContents(0).size())
        .isZero();
    for (int bytes : new int[] {-1, ProbeMessages.MOST_BYTES + 1}) {
      assertThatThrownBy(() -> stub.modelInfer(ProbeMessages.request(1, bytes)))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageStartingWith("INVALID_ARGUMENT: scissionlite-probe: expected 0 to 1048576");
    }
  }

  @Test
  void everyScenario_isAModelAndTheFirstHasTheModelsNameToo() {
    assertThat(edge.modelNames())
        .containsExactlyInAnyOrder(
            "small", "small.relu.pool2+q8", "small.relu.q4", "small.relu.none", "small.input.none");
  }

  @Test
  void modelMetadata_tellsInputsOutputsAndWhereTheSliceComesFrom() {
    ModelMetadataResponse metadata =
        calls.modelMetadata(ModelMetadataRequest.newBuilder().setName("small").build());
    assertThat(metadata.getName()).isEqualTo("small");
    assertThat(metadata.getVersionsList()).containsExactly(bundle.manifest().id());
    assertThat(metadata.getInputsList()).hasSize(1);
    assertThat(metadata.getInputs(0).getDatatype()).isEqualTo("UINT8");
    assertThat(metadata.getInputs(0).getShapeList()).containsExactly(1L, 8L, 8L, 8L);
    assertThat(metadata.getOutputsList())
        .containsExactly(
            TensorMetadata.newBuilder()
                .setName("logits")
                .setDatatype("FP32")
                .addAllShape(List.of(1L, 8L))
                .build());
    assertThat(metadata.getPropertiesMap())
        .containsEntry(WireNames.BUNDLE, bundle.manifest().id())
        .containsEntry(WireNames.CUT, "relu")
        .containsEntry(WireNames.TRANSFER_LAYER, "pool2+q8")
        .containsEntry(WireNames.CODEC, "plain");
  }

  @Test
  void rawAndTypedContents_giveTheModelsAnswer() {
    Map<String, Tensor> image = SmallModel.image(5);
    ModelInferRequest typed =
        InferRequests.floats("small.input.none", "image", image.get("image")).setId("7").build();
    for (ModelInferRequest request : List.of(request(image).setId("7").build(), typed)) {
      ModelInferResponse response = calls.modelInfer(request);
      assertThat(response.getId()).isEqualTo("7");
      assertThat(response.getModelName()).isEqualTo("small.input.none");
      Tensor logits =
          new Tensor(
              model.logits(image).type(), response.getRawOutputContents(0).asReadOnlyByteBuffer());
      assertThat(logits.maxAbsDifference(model.logits(image))).isLessThan(1e-5);
      assertThat(response.getParametersOrThrow(WireNames.EXECUTE_NANOS).getInt64Param())
          .isPositive();
    }
  }

  @Test
  void requestedOutputs_areReturnedAndUnknownOnesListed() {
    ModelInferRequest.Builder request = request(SmallModel.image(1));
    request.addOutputsBuilder().setName("logits");
    assertThat(calls.modelInfer(request.build()).getOutputsList()).hasSize(1);
    request.addOutputsBuilder().setName("probabilities");
    assertRefused(request, Status.Code.INVALID_ARGUMENT, "no output 'probabilities'", "logits");
  }

  private void assertRefused(ModelInferRequest.Builder request, Status.Code code, String... parts) {
    assertThatThrownBy(() -> calls.modelInfer(request.build()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refusal -> {
              assertThat(refusal.getStatus().getCode()).isEqualTo(code);
              assertThat(refusal.getStatus().getDescription()).contains(parts);
            });
  }

  @Test
  void unknownModelAndVersion_areNotFound() {
    ModelInferRequest.Builder request = request(SmallModel.image(1));
    assertRefused(request.setModelName("smal"), Status.Code.NOT_FOUND, "'smal'", "small");
    request.setModelName("small.input.none").setModelVersion("2");
    assertRefused(request, Status.Code.NOT_FOUND, "'2'");
    ModelReadyRequest unknown = ModelReadyRequest.newBuilder().setName("smal").build();
    assertThatThrownBy(() -> calls.modelReady(unknown)).hasMessageContaining("NOT_FOUND");
    ModelMetadataRequest other = ModelMetadataRequest.newBuilder().setName("smal").build();
    assertThatThrownBy(() -> calls.modelMetadata(other)).hasMessageContaining("NOT_FOUND");
  }

  @Test
  void anotherBundlesRequest_failsItsPrecondition() {
    ModelInferRequest.Builder request = request(SmallModel.image(1));
    request.putParameters(WireNames.BUNDLE, InferRequests.text("another"));
    assertRefused(
        request,
        Status.Code.FAILED_PRECONDITION,
        "another",
        bundle.manifest().id(),
        "device and edge run different bundles");
  }

  @Test
  void wrongShape_isRefusedWithExpectedAndFound() {
    ModelInferRequest.Builder request = request(SmallModel.image(1));
    request.getInputsBuilder(0).setShape(1, 4);
    assertRefused(
        request,
        Status.Code.INVALID_ARGUMENT,
        "edge slice small.input.none, input 'image': expected FP32 [1,3,16,16], got FP32"
            + " [1,4,16,16]; device and edge run different bundles");
  }

  @Test
  void oneByteTooFew_isRefused() {
    ModelInferRequest.Builder request = request(SmallModel.image(1));
    request.setRawInputContents(0, request.getRawInputContents(0).substring(1));
    assertRefused(
        request, Status.Code.INVALID_ARGUMENT, "expected 3072 bytes, got 3071", "'image'");
  }

  @Test
  void oversizedMessage_isRefusedAndTheServerGoesOn() {
    byte[] tooMuch = new byte[2 << 20];
    ModelInferRequest.Builder request = request(SmallModel.image(1));
    request.setRawInputContents(0, com.google.protobuf.ByteString.copyFrom(tooMuch));
    assertThatThrownBy(() -> calls.modelInfer(request.build()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refusal ->
                assertThat(refusal.getStatus().getCode())
                    .isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED));
    assertThat(calls.modelInfer(request(SmallModel.image(1)).build()).getOutputsCount())
        .isEqualTo(1);
  }

  @Test
  void veryLongNames_giveAShortRefusal() {
    ModelInferRequest.Builder request = request(SmallModel.image(1));
    request.setModelName("x".repeat(20_000));
    assertThatThrownBy(() -> calls.modelInfer(request.build()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refusal -> {
              assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
              assertThat(refusal.getStatus().getDescription()).hasSizeLessThan(1100);
            });
  }

  @Test
  void concurrentClients_getTheirOwnAnswers() throws Exception {
    var threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Double>> clients =
          IntStream.range(0, 48).<Callable<Double>>mapToObj(i -> () -> difference(i)).toList();
      for (Future<Double> difference : threads.invokeAll(clients)) {
        assertThat(difference.get()).isLessThan(1e-5);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private double difference(int seed) {
    Map<String, Tensor> image = SmallModel.image(seed);
    Tensor expected = model.logits(image);
    ByteBuffer raw =
        calls.modelInfer(request(image).build()).getRawOutputContents(0).asReadOnlyByteBuffer();
    return new Tensor(expected.type(), raw).maxAbsDifference(expected);
  }

  @Test
  void garbageOnThePort_doesNotHarmTheServer() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 20; i++) {
      try (Socket socket = new Socket(edge.address().getAddress(), edge.address().getPort())) {
        byte[] garbage = new byte[1 + random.nextInt(5000)];
        random.nextBytes(garbage);
        socket.getOutputStream().write(garbage);
      }
    }
    assertThat(calls.modelInfer(request(SmallModel.image(1)).build()).getOutputsCount())
        .isEqualTo(1);
  }

  @Test
  void truncatedMessage_doesNotHarmTheServer() {
    byte[] whole = request(SmallModel.image(1)).build().toByteArray();
    for (int length : new int[] {1, 40, whole.length - 1}) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> RawCalls.modelInfer(channel, part))
          .hasMessageStartingWith("INVALID_ARGUMENT: the message cannot be parsed");
    }
    assertThat(calls.modelInfer(request(SmallModel.image(1)).build()).getOutputsCount())
        .isEqualTo(1);
  }

  @Test
  void takenPort_isOneClearLine() {
    EdgeOptions same = EdgeOptions.listeningOn(edge.address());
    assertThatThrownBy(() -> EdgeServer.start(bundle, SmallModel.ENGINE, same))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining(":" + edge.address().getPort() + ": Address already in use;")
        .hasMessageNotContaining("\n");
  }

  @Test
  void close_twiceDoesNothing() {
    edge.close();
    edge.close();
    assertThatThrownBy(() -> calls.serverLive(ServerLiveRequest.getDefaultInstance()))
        .hasMessageContaining("UNAVAILABLE");
  }
}
