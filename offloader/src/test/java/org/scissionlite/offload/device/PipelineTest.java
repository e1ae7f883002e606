package org.scissionlite.offload.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.offload.GatedEngine;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.WatchedEngine;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.link.EmulatedLink;
import org.scissionlite.offload.link.LinkConditions;

/** Several images on their way at a time, to an edge that answers when the test lets it. */
class PipelineTest {
  private static final String HEAD = "device.onnx";

  @TempDir private Path folder;

  private final SmallModel model = new SmallModel(1);
  private final GatedEngine edgeEngine = new GatedEngine();
  private final WatchedEngine engine = new WatchedEngine();
  private final Semaphore heads = new Semaphore(0);
  private Bundle bundle;
  private EdgeServer edge;
  private EmulatedLink link;

  @BeforeEach
  void startEdge() {
    bundle = model.bundle(folder.resolve("bundle"));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    edge =
        EdgeServer.start(
            bundle, edgeEngine, EdgeOptions.listeningOn(any).withThreads(1).withParallel(8));
    link = EmulatedLink.open(edge.address(), new LinkConditions(100, Duration.ofMillis(20)));
    engine.beforeRun(
        file -> {
          if (file.endsWith(HEAD)) {
            heads.release();
          }
        });
  }

  @AfterEach
  void closeEdge() {
    edgeEngine.open();
    link.close();
    edge.close();
  }

  private DeviceRuntime open(DeviceOptions options) {
    DeviceRuntime device = DeviceRuntime.open(bundle, engine, options.withThreads(1));
    heads.drainPermits();
    return device;
  }

  private DeviceOptions options(Duration deadline) {
    return DeviceOptions.sendingTo(link.address()).withDeadline(deadline);
  }

  private List<CompletableFuture<Answer>> submit(DeviceRuntime device, int images) {
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      answers.add(device.submit(SmallModel.image(i), System.nanoTime()));
    }
    return answers;
  }

  private void assertAnsweredByTheEdge(List<CompletableFuture<Answer>> answers) throws Exception {
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i).get(20, TimeUnit.SECONDS);
      assertThat(answer.servedBy()).isInstanceOf(ServedBy.Edge.class);
      assertThat(
              answer
                  .outputs()
                  .get("logits")
                  .maxAbsDifference(model.logits("relu", "pool2+q8", SmallModel.image(i))))
          .isLessThan(1e-5);
    }
  }

  @Test
  void laterImages_areComputedWhileTheFirstIsOnItsWay() throws Exception {
    try (DeviceRuntime device = open(options(Duration.ofSeconds(30)))) {
      List<CompletableFuture<Answer>> answers = submit(device, 4);
      edgeEngine.awaitRun();
      assertThat(heads.tryAcquire(4, 20, TimeUnit.SECONDS)).isTrue();
      assertThat(answers).noneMatch(CompletableFuture::isDone);
      edgeEngine.open();
      assertAnsweredByTheEdge(answers);
    }
  }

  @Test
  void noMoreImagesThanAllowed_areOnTheirWay() throws Exception {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    edgeEngine.open();
    try (DeviceRuntime device = open(options(Duration.ofSeconds(30)).withInFlight(2))) {
      engine.beforeRun(
          file -> {
            if (file.endsWith(HEAD)) {
              most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            }
          });
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        CompletableFuture<Answer> answer = device.submit(SmallModel.image(i), System.nanoTime());
        answers.add(
            answer.whenComplete(
                (found, failure) -> {
                  int unused = underWay.decrementAndGet();
                }));
      }
      assertAnsweredByTheEdge(answers);
      assertThat(most.get()).isBetween(1, 2);
    }
  }

  @Test
  void imageThatIsGivenUp_leavesTheOthersTheirConnection() throws Exception {
    Duration deadline = Duration.ofSeconds(30);
    try (DeviceRuntime device = open(options(deadline))) {
      CompletableFuture<Answer> later = device.submit(SmallModel.image(0), System.nanoTime());
      long nearlyDue = System.nanoTime() - deadline.toNanos() + 500_000_000;
      CompletableFuture<Answer> first = device.submit(SmallModel.image(1), nearlyDue);
      assertThat(first.get(20, TimeUnit.SECONDS).servedBy()).isInstanceOf(ServedBy.Device.class);
      awaitNewConnection(device);
      edgeEngine.open();
      assertAnsweredByTheEdge(List.of(later));
      assertThat(edgeEngine.runs()).as("nothing was sent again").isEqualTo(2);
    }
  }

  private static void awaitNewConnection(DeviceRuntime device) {
    long patience = System.nanoTime() + 20_000_000_000L;
    while (device.note().isPresent()) {
      assertThat(System.nanoTime()).isLessThan(patience);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void close_waitsForTheAnswersOnTheirWay() throws Exception {
    DeviceRuntime device = open(options(Duration.ofSeconds(30)));
    List<CompletableFuture<Answer>> answers = submit(device, 3);
    edgeEngine.awaitRun();
    Thread closing = new Thread(device::close);
    closing.start();
    assertThat(heads.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();
    edgeEngine.open();
    closing.join(20_000);
    assertThat(answers).allMatch(CompletableFuture::isDone);
    assertAnsweredByTheEdge(answers);
    assertThat(engine.openSessions()).isZero();
  }

  @Test
  void closeThatIsInterrupted_givesEveryImageAnErrorAtOnce() throws Exception {
    DeviceRuntime device = open(options(Duration.ofSeconds(30)));
    List<CompletableFuture<Answer>> answers = submit(device, 3);
    edgeEngine.awaitRun();
    Thread.currentThread().interrupt();
    device.close();
    assertThat(Thread.interrupted()).isTrue();
    for (CompletableFuture<Answer> answer : answers) {
      assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS))
          .rootCause()
          .hasMessageContaining("closed");
    }
    assertThat(engine.openSessions()).isZero();
  }

  @Test
  void imagesOfManyThreads_areAnsweredOnceEach() throws Exception {
    edgeEngine.open();
    try (DeviceRuntime device = open(options(Duration.ofSeconds(30)).withInFlight(3))) {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        int image = i;
        answers.add(CompletableFuture.supplyAsync(() -> device.infer(SmallModel.image(image))));
      }
      assertAnsweredByTheEdge(answers);
    }
  }
}
