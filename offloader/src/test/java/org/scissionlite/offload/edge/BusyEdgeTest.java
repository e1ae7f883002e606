package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.offload.GatedEngine;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.Standstill;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ServerLiveRequest;

/** An edge whose slices run as long as the test wants. */
class BusyEdgeTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final int QUEUE = 2;

  /** A deadline that also a machine keeps which is stopped for a while. */
  private static final Duration PATIENT = Duration.ofMinutes(5);

  private static final ModelInferRequest REQUEST =
      InferRequests.raw("small.input.none", "image", SmallModel.image(1).get("image")).build();

  @TempDir Path folder;

  private final GatedEngine engine = new GatedEngine();
  private final SmallModel model = new SmallModel(1);
  private Bundle bundle;
  private EdgeServer edge;
  private ManagedChannel channel;
  private final List<ManagedChannel> others = new ArrayList<>();

  @BeforeEach
  void startEdge() {
    bundle = model.bundle(folder.resolve("bundle"));
    EdgeOptions options =
        EdgeOptions.listeningOn(ANY).withThreads(1).withQueue(QUEUE).withGrace(Duration.ZERO);
    edge = EdgeServer.start(bundle, engine, options);
    channel = connect();
  }

  /** A connection that stands, so that calls go out over it in the order they are made. */
  private ManagedChannel connect() {
    ManagedChannel connected =
        NettyChannelBuilder.forAddress(edge.address()).usePlaintext().build();
    awaitArrival(connected);
    return connected;
  }

  /** Another device, with a connection of its own. */
  private ManagedChannel other() {
    others.add(connect());
    return others.get(others.size() - 1);
  }

  @AfterEach
  void closeEdge() {
    engine.open();
    channel.shutdownNow();
    others.forEach(ManagedChannel::shutdownNow);
    edge.close();
  }

  private Future<ModelInferResponse> send() {
    return sendOver(channel);
  }

  private static Future<ModelInferResponse> sendOver(ManagedChannel channel) {
    return GRPCInferenceServiceGrpc.newFutureStub(channel).modelInfer(REQUEST);
  }

  @Test
  void requestBeyondTheQueue_isRefusedAndTheOthersAreAnswered() throws Exception {
    List<Future<ModelInferResponse>> accepted = new ArrayList<>(List.of(send()));
    engine.awaitRun();
    for (int i = 0; i < QUEUE; i++) {
      accepted.add(send());
    }
    assertThatThrownBy(() -> send().get(10, TimeUnit.SECONDS))
        .rootCause()
        .hasMessageContaining("RESOURCE_EXHAUSTED: the edge is overloaded");
    engine.open();
    for (Future<ModelInferResponse> answer : accepted) {
      assertThat(answer.get(10, TimeUnit.SECONDS).getOutputsCount()).isEqualTo(1);
    }
  }

  @Test
  void deviceThatIsRefusedForWantOfRoom_answersByItselfAtOnce() throws Exception {
    try (DeviceRuntime device =
        DeviceRuntime.open(
            bundle,
            SmallModel.ENGINE,
            DeviceOptions.sendingTo(edge.address()).withThreads(1).withDeadline(PATIENT))) {
      List<Future<ModelInferResponse>> sent = new ArrayList<>(List.of(send()));
      engine.awaitRun();
      for (int i = 0; i < QUEUE; i++) {
        ManagedChannel other = other();
        sent.add(sendOver(other));
        awaitArrival(other);
      }
      Answer answer = device.infer(SmallModel.image(1));
      assertThat(answer.servedBy()).isInstanceOf(ServedBy.Device.class);
      assertThat(((ServedBy.Device) answer.servedBy()).reason())
          .contains("has too much to do: the edge is overloaded");
      assertThat(engine.runs()).as("the edge is as busy as before").isEqualTo(1);
      engine.open();
      for (Future<ModelInferResponse> other : sent) {
        assertThat(other.get(10, TimeUnit.SECONDS).getOutputsCount()).isEqualTo(1);
      }
      assertThat(engine.runs()).isEqualTo(sent.size());
    }
  }

  @Test
  void deviceThatHasManyPlaces_losesOneToADeviceThatHasNone() throws Exception {
    Future<ModelInferResponse> first = send();
    engine.awaitRun();
    Future<ModelInferResponse> second = send();
    Future<ModelInferResponse> third = send();
    awaitArrival(channel);
    ManagedChannel other = other();
    Future<ModelInferResponse> newcomer = sendOver(other);
    awaitArrival(other);
    assertThatThrownBy(() -> third.get(10, TimeUnit.SECONDS))
        .rootCause()
        .hasMessageContaining("RESOURCE_EXHAUSTED: the edge is overloaded");
    engine.open();
    for (Future<ModelInferResponse> answer : List.of(first, second, newcomer)) {
      assertThat(answer.get(10, TimeUnit.SECONDS).getOutputsCount()).isEqualTo(1);
    }
  }

  @Test
  void requestWhoseDeadlinePassesInTheQueue_isNotExecuted() throws Exception {
    Future<ModelInferResponse> first = send();
    engine.awaitRun();
    Future<ModelInferResponse> late =
        GRPCInferenceServiceGrpc.newFutureStub(channel)
            .withDeadlineAfter(100, TimeUnit.MILLISECONDS)
            .modelInfer(REQUEST);
    assertThatThrownBy(() -> late.get(10, TimeUnit.SECONDS))
        .rootCause()
        .hasMessageContaining("DEADLINE_EXCEEDED");
    awaitArrival(channel);
    engine.open();
    assertThat(first.get(10, TimeUnit.SECONDS).getOutputsCount()).isEqualTo(1);
    assertThat(send().get(10, TimeUnit.SECONDS).getOutputsCount()).isEqualTo(1);
    assertThat(engine.runs()).isEqualTo(2);
  }

  @Test
  void edgeKilledInMidRequest_isAnsweredByTheDeviceWithinTheDeadline() throws Exception {
    DeviceOptions options =
        DeviceOptions.sendingTo(edge.address()).withThreads(1).withDeadline(PATIENT);
    try (DeviceRuntime device = DeviceRuntime.open(bundle, SmallModel.ENGINE, options)) {
      Thread killer = new Thread(this::killInMidRequest);
      killer.start();
      Answer answer = device.infer(SmallModel.image(1));
      killer.join();
      assertThat(answer.servedBy()).isInstanceOf(ServedBy.Device.class);
      assertThat(answer.latency().totalNanos()).isLessThan(PATIENT.toNanos());
      assertThat(
              answer
                  .outputs()
                  .get("logits")
                  .maxAbsDifference(model.logits("relu", "pool2+q8", SmallModel.image(1))))
          .isLessThan(1e-5);
    }
  }

  private void killInMidRequest() {
    try {
      engine.awaitRun();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    edge.close();
  }

  @Test
  void slowEdge_isGivenUpWithinTheDeadline() throws Exception {
    DeviceOptions options =
        DeviceOptions.sendingTo(edge.address())
            .withThreads(1)
            .withDeadline(Duration.ofMillis(500))
            .withoutLocalAnswers();
    try (DeviceRuntime device = DeviceRuntime.open(bundle, SmallModel.ENGINE, options);
        Standstill standstill = Standstill.watched()) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> device.infer(SmallModel.image(1)))
          .hasMessageContaining("gave no answer within")
          .hasMessageNotContaining("\n");
      double millis = (System.nanoTime() - start) / 1e6;
      assertThat(millis).isGreaterThan(300);
      assertThat(millis - standstill.nanos() / 1e6).isLessThan(900);
    }
  }

  @Test
  void requestThatIsGivenUpInTheQueue_isNotExecuted() throws Exception {
    Future<ModelInferResponse> first = send();
    engine.awaitRun();
    Future<ModelInferResponse> second = send();
    second.cancel(true);
    awaitArrival(channel);
    engine.open();
    assertThat(first.get(10, TimeUnit.SECONDS).getOutputsCount()).isEqualTo(1);
    assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
        .isInstanceOfAny(
            java.util.concurrent.CancellationException.class, ExecutionException.class);
    assertThat(send().get(10, TimeUnit.SECONDS).getOutputsCount()).isEqualTo(1);
    assertThat(engine.runs()).isEqualTo(2);
  }

  @Test
  void requestsThatAreGivenUpInTheQueue_leaveTheirPlacesToOthers() throws Exception {
    List<Future<ModelInferResponse>> kept = new ArrayList<>(List.of(send()));
    engine.awaitRun();
    List<Future<ModelInferResponse>> givenUp = List.of(send(), send());
    awaitArrival(channel);
    givenUp.forEach(request -> request.cancel(true));
    awaitArrival(channel);
    kept.add(send());
    kept.add(send());
    awaitArrival(channel);
    engine.open();
    for (Future<ModelInferResponse> answer : kept) {
      assertThat(answer.get(10, TimeUnit.SECONDS).getOutputsCount()).isEqualTo(1);
    }
  }

  /** What was sent before on the connection has arrived when this call is answered. */
  private static void awaitArrival(ManagedChannel channel) {
    assertThat(
            GRPCInferenceServiceGrpc.newBlockingStub(channel)
                .serverLive(ServerLiveRequest.getDefaultInstance())
                .getLive())
        .isTrue();
  }
}
