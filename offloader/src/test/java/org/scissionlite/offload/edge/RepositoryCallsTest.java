package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.WatchedEngine;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelReadyRequest;
import org.scissionlite.protocol.ModelRepositoryParameter;
import org.scissionlite.protocol.RepositoryIndexRequest;
import org.scissionlite.protocol.RepositoryIndexResponse;
import org.scissionlite.protocol.RepositoryIndexResponse.ModelIndex;
import org.scissionlite.protocol.RepositoryModelLoadRequest;
import org.scissionlite.protocol.RepositoryModelUnloadRequest;

/** Triton's calls "model_repository" on an edge of two bundles. */
class RepositoryCallsTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String MODEL = "small.input.none";

  @TempDir private Path folder;
  private final WatchedEngine engine = new WatchedEngine();
  private Bundle one;
  private Bundle two;
  private EdgeServer edge;
  private ManagedChannel channel;
  private GRPCInferenceServiceBlockingStub calls;

  @BeforeEach
  void startEdge() {
    one = new SmallModel(1).bundle(folder.resolve("one"));
    two = new SmallModel(2).bundle(folder.resolve("two"));
    start(EdgeFeatures.none().controlled(true));
  }

  private void start(EdgeFeatures features) {
    edge =
        EdgeServer.start(
            List.of(one, two),
            engine,
            EdgeOptions.listeningOn(ANY).withThreads(1).withParallel(2),
            features);
    channel = NettyChannelBuilder.forAddress(edge.address()).usePlaintext().build();
    calls = GRPCInferenceServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    edge.close();
    assertThat(engine.openSessions()).isZero();
  }

  private RepositoryIndexResponse index(boolean ready) {
    return calls.repositoryIndex(RepositoryIndexRequest.newBuilder().setReady(ready).build());
  }

  private void load(String name) {
    var unused =
        calls.repositoryModelLoad(
            RepositoryModelLoadRequest.newBuilder().setModelName(name).build());
  }

  private void unload(String name) {
    var unused =
        calls.repositoryModelUnload(
            RepositoryModelUnloadRequest.newBuilder().setModelName(name).build());
  }

  private boolean isReady(String version) {
    try {
      return calls
          .modelReady(ModelReadyRequest.newBuilder().setName(MODEL).setVersion(version).build())
          .getReady();
    } catch (io.grpc.StatusRuntimeException e) {
      return false;
    }
  }

  private static ModelInferRequest request() {
    return InferRequests.raw(MODEL, "image", SmallModel.image(1).get("image")).build();
  }

  @Test
  void deviceOfEachBundle_isAnsweredByItsOwn() {
    for (int seed = 1; seed <= 2; seed++) {
      DeviceOptions options =
          DeviceOptions.sendingTo(edge.address()).withScenario("input.none").withoutLocalAnswers();
      try (DeviceRuntime device =
          DeviceRuntime.open(seed == 1 ? one : two, SmallModel.ENGINE, options)) {
        Tensor found = device.infer(SmallModel.image(5)).outputs().get("logits");
        Tensor expected = new SmallModel(seed).logits(SmallModel.image(5));
        assertThat(found.maxAbsDifference(expected)).isLessThan(1e-5);
        assertThat(device.meetsOtherBundle()).isFalse();
      }
    }
  }

  @Test
  void deviceWhoseBundleIsNotThere_knowsSo() {
    unload("one");
    DeviceOptions options = DeviceOptions.sendingTo(edge.address()).withScenario("input.none");
    try (DeviceRuntime device = DeviceRuntime.open(one, SmallModel.ENGINE, options)) {
      assertThat(device.meetsOtherBundle()).isTrue();
    }
  }

  @Test
  void index_holdsEachModelInEachVersion() {
    List<ModelIndex> models = index(true).getModelsList();

    assertThat(models).hasSize(10).allMatch(model -> model.getState().equals("READY"));
    assertThat(models.stream().filter(model -> model.getName().equals(MODEL)))
        .extracting(ModelIndex::getVersion)
        .containsExactlyInAnyOrder(one.manifest().id(), two.manifest().id());
    for (ModelIndex model : models) {
      assertThat(
              calls
                  .modelReady(
                      ModelReadyRequest.newBuilder()
                          .setName(model.getName())
                          .setVersion(model.getVersion())
                          .build())
                  .getReady())
          .isTrue();
    }
  }

  @Test
  void bundle_isUnloadedAndLoadedByItsName() {
    unload("one");
    assertThat(isReady(one.manifest().id())).isFalse();
    assertThat(isReady(two.manifest().id())).isTrue();
    assertThat(index(true).getModelsList()).hasSize(5);
    assertThat(index(false).getModelsList())
        .contains(
            ModelIndex.newBuilder()
                .setName("one")
                .setState("UNAVAILABLE")
                .setReason("unloaded by a client")
                .build());

    load("one");
    assertThat(isReady(one.manifest().id())).isTrue();
  }

  @Test
  void model_standsForAllBundlesThatHoldIt() {
    unload(MODEL);
    assertThat(index(true).getModelsList()).isEmpty();
    load("small");
    assertThat(index(true).getModelsList()).hasSize(10);
  }

  @Test
  void load_takesWhatLiesInTheFolderNow() {
    Bundle three = new SmallModel(3).bundle(folder.resolve("one"));

    load("one");

    assertThat(isReady(three.manifest().id())).isTrue();
    assertThat(index(true).getModelsList())
        .extracting(ModelIndex::getVersion)
        .contains(three.manifest().id())
        .doesNotContain(one.manifest().id());
  }

  @Test
  void versionThatWasReplaced_answersItsDevicesForAWhile() {
    new SmallModel(3).bundle(folder.resolve("one"));
    load("one");
    assertThat(isReady(one.manifest().id())).isTrue();
    assertThat(
            calls
                .modelInfer(
                    request().toBuilder()
                        .putParameters(
                            "scissionlite_bundle", InferRequests.text(one.manifest().id()))
                        .build())
                .getModelVersion())
        .isEqualTo(one.manifest().id());
    unload("one");
    assertThat(isReady(one.manifest().id())).isFalse();
  }

  @Test
  void loadThatFails_saysWhyAndTheOldVersionGoesOn() throws Exception {
    java.nio.file.Files.writeString(folder.resolve("one/relu.none/edge.onnx"), "changed");

    assertThatThrownBy(() -> load("one"))
        .hasMessageMatching("FAILED_PRECONDITION: .*is not the file that was written.*");
    assertThat(isReady(one.manifest().id())).isTrue();
    assertThat(index(true).getModelsList())
        .anyMatch(model -> model.getReason().contains("is not the file that was written"));
  }

  @Test
  void wrongNamesAndParameters_areRefused() {
    assertThatThrownBy(() -> load("three")).hasMessageMatching("NOT_FOUND: .*'three'.*one.*");
    assertThatThrownBy(() -> unload("../one")).hasMessageStartingWith("NOT_FOUND: ");
    assertThatThrownBy(
            () ->
                calls.repositoryModelLoad(
                    RepositoryModelLoadRequest.newBuilder()
                        .setModelName("one")
                        .putParameters("config", ModelRepositoryParameter.getDefaultInstance())
                        .build()))
        .hasMessageStartingWith("INVALID_ARGUMENT: parameter 'config' is not taken");
    assertThatThrownBy(
            () ->
                calls.repositoryIndex(
                    RepositoryIndexRequest.newBuilder().setRepositoryName("x").build()))
        .hasMessageStartingWith("INVALID_ARGUMENT: expected no repository_name");
  }

  @Test
  void edgeThatIsNotControlled_letsClientsLookOnly() {
    stop();
    start(EdgeFeatures.none());

    assertThat(index(true).getModelsList()).hasSize(10);
    assertThatThrownBy(() -> unload("one"))
        .hasMessageMatching("PERMISSION_DENIED: .*start it with --model-control");
    assertThatThrownBy(() -> load("one")).hasMessageStartingWith("PERMISSION_DENIED");
  }

  @Test
  void unload_waitsForTheRequestsThatHoldTheBundle() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    engine.beforeRun(
        model -> {
          running.countDown();
          await(gate);
        });
    Future<ModelInferResponse> answer =
        GRPCInferenceServiceGrpc.newFutureStub(channel).modelInfer(request());
    await(running);
    unload("one");
    unload("two");
    assertThat(engine.openSessions()).isPositive();
    gate.countDown();

    assertThat(answer.get(20, TimeUnit.SECONDS).getOutputsCount()).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void requestsDuringLoadsAndUnloads_areAllAnsweredByTheirOwnBundle() throws Exception {
    Tensor expected = new SmallModel(2).logits(SmallModel.image(1));
    ModelInferRequest request =
        request().toBuilder()
            .putParameters("scissionlite_bundle", InferRequests.text(two.manifest().id()))
            .build();
    AtomicBoolean over = new AtomicBoolean();
    var threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<Integer>> clients = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        clients.add(threads.submit(() -> send(request, expected, over)));
      }
      for (int round = 0; round < 10; round++) {
        unload("one");
        load("one");
      }
      over.set(true);
      for (Future<Integer> client : clients) {
        assertThat(client.get(20, TimeUnit.SECONDS)).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private int send(ModelInferRequest request, Tensor expected, AtomicBoolean over) {
    int answers = 0;
    while (!over.get() || answers == 0) {
      ModelInferResponse response = calls.modelInfer(request);
      Tensor found =
          new Tensor(expected.type(), response.getRawOutputContents(0).asReadOnlyByteBuffer());
      assertThat(found.maxAbsDifference(expected)).isLessThan(1e-5);
      assertThat(response.getModelVersion()).isEqualTo(two.manifest().id());
      answers++;
    }
    return answers;
  }

  @Test
  void messages_haveTritonsFieldNumbers() {
    assertThat(numbers(RepositoryIndexRequest.getDescriptor()))
        .isEqualTo(Map.of("repository_name", 1, "ready", 2));
    assertThat(numbers(RepositoryIndexResponse.getDescriptor())).isEqualTo(Map.of("models", 1));
    assertThat(numbers(ModelIndex.getDescriptor()))
        .isEqualTo(Map.of("name", 1, "version", 2, "state", 3, "reason", 4));
    Map<String, Integer> order = Map.of("repository_name", 1, "model_name", 2, "parameters", 3);
    assertThat(numbers(RepositoryModelLoadRequest.getDescriptor())).isEqualTo(order);
    assertThat(numbers(RepositoryModelUnloadRequest.getDescriptor())).isEqualTo(order);
    assertThat(numbers(ModelRepositoryParameter.getDescriptor()))
        .isEqualTo(Map.of("bool_param", 1, "int64_param", 2, "string_param", 3, "bytes_param", 4));
  }

  private static Map<String, Integer> numbers(Descriptor message) {
    return message.getFields().stream()
        .collect(Collectors.toMap(FieldDescriptor::getName, FieldDescriptor::getNumber));
  }
}
