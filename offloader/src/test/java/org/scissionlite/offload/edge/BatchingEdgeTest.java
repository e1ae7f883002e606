package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Session;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.offload.GatedEngine;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.observe.EdgeObserver;
import org.scissionlite.offload.observe.RequestReport;
import org.scissionlite.offload.wire.WireFormat;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ServerLiveRequest;

/** An edge that answers the requests of several devices in one run. */
class BatchingEdgeTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final int DEVICES = 8;

  @TempDir Path folder;

  private final SmallModel model = new SmallModel(1);
  private final List<Integer> batches = new CopyOnWriteArrayList<>();
  private final List<String> ended = new CopyOnWriteArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final GatedEngine engine = new GatedEngine();
  private EdgeServer edge;

  private void start(Bundle bundle, EdgeWork work) {
    EdgeObserver counting =
        new EdgeObserver() {
          @Override
          public void ended(RequestReport report) {
            ended.add(report.id());
          }

          @Override
          public void ran(String name, int requests, long nanos) {
            batches.add(requests);
          }
        };
    EdgeFeatures features =
        EdgeFeatures.none().telling(lines::add).watched(EdgeWatch.NONE.telling(counting));
    engine.open();
    edge =
        EdgeServer.start(
            List.of(bundle),
            engine,
            EdgeOptions.listeningOn(ANY).withWork(work).withGrace(Duration.ofSeconds(5)),
            features);
    batches.clear();
    for (int i = 0; i < DEVICES; i++) {
      channels.add(NettyChannelBuilder.forAddress(edge.address()).usePlaintext().build());
    }
  }

  private static EdgeWork work(int batch, Duration delay) {
    return EdgeWork.usual().withThreads(1).withBatch(batch, delay);
  }

  private void startSmall(EdgeWork work) {
    start(model.bundle(folder.resolve("bundle")), work);
  }

  private Future<ModelInferResponse> send(int device, String name, String input, Tensor tensor) {
    ModelInferRequest request = InferRequests.raw(name, input, tensor).build();
    return GRPCInferenceServiceGrpc.newFutureStub(channels.get(device)).modelInfer(request);
  }

  private Future<ModelInferResponse> send(int device) {
    return send(device, "small.input.none", "image", SmallModel.image(device).get("image"));
  }

  private static Tensor answer(Future<ModelInferResponse> response) throws Exception {
    ModelInferResponse message = response.get(10, TimeUnit.SECONDS);
    int[] dims = message.getOutputs(0).getShapeList().stream().mapToInt(Math::toIntExact).toArray();
    return new Tensor(
        new TensorType(ElementType.FLOAT32, Shape.of(dims)),
        message.getRawOutputContents(0).asReadOnlyByteBuffer());
  }

  private void awaitArrival(int device) {
    assertThat(
            GRPCInferenceServiceGrpc.newBlockingStub(channels.get(device))
                .serverLive(ServerLiveRequest.getDefaultInstance())
                .getLive())
        .isTrue();
  }

  @AfterEach
  void close() {
    engine.open();
    channels.forEach(ManagedChannel::shutdownNow);
    if (edge != null) {
      edge.close();
    }
  }

  @Test
  void requestsThatWaitTogether_areAnsweredByOneRunAsEachIsAlone() throws Exception {
    startSmall(work(DEVICES, Duration.ZERO));
    engine.shut();
    List<Future<ModelInferResponse>> answers = new ArrayList<>(List.of(send(0)));
    engine.awaitRun();
    for (int device = 1; device < DEVICES; device++) {
      answers.add(send(device));
      awaitArrival(device);
    }
    engine.open();
    for (int device = 0; device < DEVICES; device++) {
      assertThat(
              answer(answers.get(device)).maxAbsDifference(model.logits(SmallModel.image(device))))
          .isLessThan(1e-4);
    }
    assertThat(batches).containsExactly(1, DEVICES - 1);
    assertThat(lines).isEmpty();
  }

  @Test
  void requestThatCouldBeRun_waitsForOthersUntilTheBatchIsFull() throws Exception {
    startSmall(work(3, Duration.ofSeconds(10)));
    List<Future<ModelInferResponse>> answers = List.of(send(0), send(1), send(2));
    for (Future<ModelInferResponse> answer : answers) {
      assertThat(answer(answer).shape()).isEqualTo(Shape.of(1, 8));
    }
    assertThat(batches).containsExactly(3);
  }

  @Test
  void requestThatNobodyJoins_isRunAfterTheDelay() throws Exception {
    startSmall(work(3, Duration.ofMillis(50)));
    long start = System.nanoTime();
    assertThat(answer(send(0)).shape()).isEqualTo(Shape.of(1, 8));
    assertThat((System.nanoTime() - start) / 1e6).isBetween(50.0, 5_000.0);
    assertThat(batches).containsExactly(1);
  }

  @Test
  void requestThatTheEngineRefuses_doesNotHarmThoseBesideIt() throws Exception {
    start(EdgeNets.lookup().bundle(folder), work(4, Duration.ZERO));
    engine.shut();
    Future<ModelInferResponse> first = send(0, EdgeNets.NAME, "x", EdgeNets.row(1));
    engine.awaitRun();
    Future<ModelInferResponse> good = send(1, EdgeNets.NAME, "x", EdgeNets.row(2));
    Future<ModelInferResponse> bad = send(2, EdgeNets.NAME, "x", EdgeNets.row(1e9f));
    awaitArrival(1);
    awaitArrival(2);
    engine.open();
    assertThat(answer(first).toFloats()).containsOnly(7);
    assertThat(answer(good).toFloats()).containsOnly(7);
    assertThatThrownBy(() -> answer(bad)).rootCause().hasMessageContaining("INTERNAL");
    assertThat(lines).isEmpty();
  }

  @Test
  void modelWhoseAnswersDependOnTheBatch_isRunForEachAndThatIsSaid() throws Exception {
    start(EdgeNets.shareOfLargest().bundle(folder), work(4, Duration.ofSeconds(10)));
    List<Future<ModelInferResponse>> answers =
        List.of(
            send(0, EdgeNets.NAME, "x", EdgeNets.row(2)),
            send(1, EdgeNets.NAME, "x", EdgeNets.row(8)));
    for (Future<ModelInferResponse> answer : answers) {
      assertThat(answer(answer).toFloats()).containsOnly(1);
    }
    assertThat(batches).containsExactly(1, 1);
    assertThat(lines)
        .containsExactly(
            "note: edge slice net.input.none answers one request in a run, not up to 4: "
                + "output 'y' depends on what else is in the batch");
  }

  @Test
  void requestWithTheEarlierDeadline_isRunFirst() throws Exception {
    startSmall(work(1, Duration.ZERO));
    engine.shut();
    Future<ModelInferResponse> running = sendDue(0, 60);
    engine.awaitRun();
    List<Future<ModelInferResponse>> waiting = new ArrayList<>();
    for (int device = 1; device < 4; device++) {
      waiting.add(sendDue(device, 60 - 10 * device));
      awaitArrival(device);
    }
    engine.open();
    answer(running);
    for (Future<ModelInferResponse> each : waiting) {
      answer(each);
    }
    assertThat(ended).containsExactly("0", "3", "2", "1");
  }

  private Future<ModelInferResponse> sendDue(int device, int seconds) {
    ModelInferRequest request =
        InferRequests.raw("small.input.none", "image", SmallModel.image(device).get("image"))
            .setId(String.valueOf(device))
            .build();
    return GRPCInferenceServiceGrpc.newFutureStub(channels.get(device))
        .withDeadlineAfter(seconds, TimeUnit.SECONDS)
        .modelInfer(request);
  }

  /** Devices that ask, give up and ask again: every answer is right, and no place stays taken. */
  @Test
  void manyDevices_getEachItsOwnAnswer() throws Exception {
    Bundle bundle = model.bundle(folder.resolve("bundle"), "relu", "q4");
    start(bundle, work(4, Duration.ZERO).withParallel(2).withQueue(2 * DEVICES));
    List<Tensor> sent = sentBytes(bundle);
    String input = WireFormat.of(bundle, bundle.manifest().scenarios().get(0)).get(0).spec().name();
    List<Tensor> expected = new ArrayList<>();
    for (int device = 0; device < DEVICES; device++) {
      expected.add(model.logits("relu", "q4", SmallModel.image(device)));
    }
    for (int round = 0; round < 20; round++) {
      List<Future<ModelInferResponse>> kept = new ArrayList<>();
      for (int device = 0; device < DEVICES; device++) {
        send(device, "small.relu.q4", input, sent.get(device)).cancel(true);
        kept.add(send(device, "small.relu.q4", input, sent.get(device)));
      }
      for (int device = 0; device < DEVICES; device++) {
        assertThat(answer(kept.get(device)).maxAbsDifference(expected.get(device)))
            .isLessThan(1e-4);
      }
    }
  }

  /** What each device sends for its image: encoded, so that the edge has something to decode. */
  private static List<Tensor> sentBytes(Bundle bundle) {
    SplitScenario scenario = bundle.manifest().scenarios().get(0);
    WireFormat format = WireFormat.of(bundle, scenario).get(0);
    List<Tensor> sent = new ArrayList<>();
    try (Session slice = bundle.content(scenario.device()).open(SmallModel.ENGINE, 1)) {
      for (int device = 0; device < DEVICES; device++) {
        Tensor wire = slice.run(SmallModel.image(device)).get(format.spec().name());
        ByteBuffer bytes = format.encode(wire);
        sent.add(
            new Tensor(new TensorType(format.messageType(), Shape.of(bytes.remaining())), bytes));
      }
    }
    assertThat(format.isPlain()).isFalse();
    return sent;
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1025,0", "2,-1", "2,10001"})
  void batchesThatMakeNoSense_areRefused(int batch, long delayMillis) {
    engine.open();
    assertThatThrownBy(() -> EdgeWork.usual().withBatch(batch, Duration.ofMillis(delayMillis)))
        .isInstanceOf(UsageException.class);
  }
}
