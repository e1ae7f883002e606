package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.WatchedEngine;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/** An edge whose engine, memory or files fail while it serves. */
class FailingEdgeTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String MODEL = "small.input.none";

  @TempDir Path folder;

  private final WatchedEngine engine = new WatchedEngine();
  private final SmallModel model = new SmallModel(1);
  private Bundle bundle;
  private EdgeServer edge;
  private ManagedChannel channel;

  @BeforeEach
  void startEdge() {
    model.bundle(folder.resolve("bundle"));
    bundle = BundleReader.open(folder.resolve("bundle"));
    edge =
        EdgeServer.start(
            bundle, engine, EdgeOptions.listeningOn(ANY).withThreads(1).withParallel(2));
    channel = NettyChannelBuilder.forAddress(edge.address()).usePlaintext().build();
  }

  @AfterEach
  void closeEdge() {
    channel.shutdownNow();
    edge.close();
    assertThat(engine.openSessions()).isZero();
  }

  private static ModelInferRequest request() {
    return InferRequests.raw(MODEL, "image", SmallModel.image(1).get("image")).build();
  }

  private Future<ModelInferResponse> send() {
    return GRPCInferenceServiceGrpc.newFutureStub(channel).modelInfer(request());
  }

  private void assertServes() throws Exception {
    ModelInferResponse response = send().get(20, TimeUnit.SECONDS);
    Tensor expected = model.logits(SmallModel.image(1));
    Tensor found =
        new Tensor(expected.type(), response.getRawOutputContents(0).asReadOnlyByteBuffer());
    assertThat(found.maxAbsDifference(expected)).isLessThan(1e-5);
  }

  @ParameterizedTest
  @CsvSource({
    "java.lang.OutOfMemoryError, RESOURCE_EXHAUSTED, not enough memory for small.input.none",
    "java.lang.StackOverflowError, INTERNAL, unexpected failure in small.input.none",
    "java.lang.IllegalStateException, INTERNAL, unexpected failure in small.input.none"
  })
  void whateverTheEngineThrows_isAnsweredAndLoggedInOneLine(
      Class<? extends Throwable> failure, Status.Code code, String message) throws Exception {
    engine.beforeRun(model -> throwNew(failure));
    try (CapturedLog log = CapturedLog.of("org.scissionlite.offload.edge")) {
      assertThatThrownBy(
              () ->
                  GRPCInferenceServiceGrpc.newBlockingStub(channel)
                      .withDeadlineAfter(20, TimeUnit.SECONDS)
                      .modelInfer(request()))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              refusal -> {
                assertThat(refusal.getStatus().getCode()).isEqualTo(code);
                assertThat(refusal.getStatus().getDescription()).contains(message);
              });
      assertThat(log.records()).hasSize(1);
      LogRecord line = log.records().get(0);
      assertThat(line.getMessage()).contains(message).doesNotContain("\n");
      assertThat(line.getThrown()).isNull();
    }
    engine.beforeRun(model -> {});
    for (int i = 0; i < 4; i++) {
      assertServes();
    }
  }

  private static void throwNew(Class<? extends Throwable> type) {
    try {
      FailingEdgeTest.<RuntimeException>throwAsIs(type.getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwAsIs(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  void severalBadMessagesInOneCall_areAnsweredOnceAndLogNothing() throws Exception {
    try (CapturedLog log = CapturedLog.of("io.grpc")) {
      CompletableFuture<Status> end = new CompletableFuture<>();
      ClientCall<byte[], byte[]> call = RawCalls.stream(channel, end);
      for (int i = 0; i < 3; i++) {
        call.sendMessage(new byte[] {-1, -1, -1});
      }
      call.halfClose();
      assertThat(end.get(20, TimeUnit.SECONDS).getDescription())
          .startsWith("the message cannot be parsed");
      assertServes();
      assertThat(log.records()).isEmpty();
    }
  }

  @Test
  void bundleThatIsPreparedAgainUnderARunningEdge_doesNotReachItsSecondSession() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    engine.beforeRun(model -> awaitBoth(both));
    new SmallModel(2).bundle(folder.resolve("bundle"));
    List<Future<ModelInferResponse>> answers = List.of(send(), send());
    Tensor expected = model.logits(SmallModel.image(1));
    for (Future<ModelInferResponse> answer : answers) {
      var raw = answer.get(20, TimeUnit.SECONDS).getRawOutputContents(0).asReadOnlyByteBuffer();
      assertThat(new Tensor(expected.type(), raw).maxAbsDifference(expected)).isLessThan(1e-5);
    }
  }

  private static void awaitBoth(CountDownLatch both) {
    try {
      both.countDown();
      assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void fileThatChangesAfterTheBundleWasOpened_isNotServed() {
    new SmallModel(2).bundle(folder.resolve("bundle"));
    assertThatThrownBy(() -> EdgeServer.start(bundle, engine, EdgeOptions.listeningOn(ANY)))
        .hasMessageContaining("is not the file that was written");
  }

  @Test
  void edgeThatCannotStart_leavesNoSessionOpen() {
    int before = engine.openSessions();
    EdgeOptions taken = EdgeOptions.listeningOn(edge.address()).withParallel(2);
    assertThatThrownBy(() -> EdgeServer.start(bundle, engine, taken))
        .hasMessageContaining("cannot listen");
    assertThat(engine.openSessions()).isEqualTo(before);
    AtomicInteger openings = new AtomicInteger();
    engine.beforeOpening(
        model -> {
          if (openings.incrementAndGet() == 4) {
            throw new OutOfMemoryError("test");
          }
        });
    EdgeOptions free = EdgeOptions.listeningOn(ANY).withParallel(3);
    assertThatThrownBy(() -> EdgeServer.start(bundle, engine, free))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(engine.openSessions()).isEqualTo(before);
  }
}
