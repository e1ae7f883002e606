package org.scissionlite.offload.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import org.scissionlite.offload.Standstill;
import org.scissionlite.offload.WatchedEngine;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.link.EmulatedLink;
import org.scissionlite.offload.link.LinkConditions;

/** Answers come by their deadline, however long the edge takes. */
class DeadlineTest {
  private static final String TAIL = "edge.onnx";
  private static final Duration DEADLINE = Duration.ofMillis(1500);
  private static final long TAIL_NANOS = 300_000_000;

  /** A cancellation reaches the edge long before, but nothing tells when. */
  private static final long CANCELLATION_NANOS = 200_000_000;

  @TempDir private Path folder;

  private final GatedEngine edgeEngine = new GatedEngine();
  private final WatchedEngine engine = new WatchedEngine();
  private final AtomicInteger tails = new AtomicInteger();
  private Bundle bundle;
  private EdgeServer edge;
  private EmulatedLink link;
  private Standstill standstill;

  @BeforeEach
  void startEdge() {
    standstill = Standstill.watched();
    bundle = new SmallModel(1).bundle(folder.resolve("bundle"));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    EdgeOptions options = EdgeOptions.listeningOn(any).withThreads(1).withGrace(Duration.ZERO);
    edge = EdgeServer.start(bundle, edgeEngine, options);
    link = EmulatedLink.open(edge.address(), new LinkConditions(100, Duration.ofMillis(10)));
    engine.beforeRun(
        file -> {
          if (file.endsWith(TAIL)) {
            int unused = tails.incrementAndGet();
            pause(TAIL_NANOS);
          }
        });
  }

  @AfterEach
  void closeEdge() {
    edgeEngine.open();
    link.close();
    edge.close();
    standstill.close();
  }

  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private DeviceRuntime open() {
    DeviceRuntime device =
        DeviceRuntime.open(
            bundle,
            engine,
            DeviceOptions.sendingTo(link.address()).withThreads(1).withDeadline(DEADLINE));
    tails.set(0);
    return device;
  }

  private void assertInTime(Answer answer) {
    assertThat(answer.servedBy()).isInstanceOf(ServedBy.Device.class);
    assertThat(answer.latency().totalNanos() - standstill.nanos())
        .isLessThan(DEADLINE.toNanos() * 11 / 10);
  }

  @Test
  void edgeThatNeverAnswers_isAwaitedUntilTheDeviceMustBegin() {
    try (DeviceRuntime device = open()) {
      Answer answer = device.infer(SmallModel.image(1));
      assertInTime(answer);
      assertThat(((ServedBy.Device) answer.servedBy()).reason()).contains("gave no answer within");
      assertThat(answer.latency().transferNanos()).isGreaterThan(DEADLINE.toNanos() / 2);
    }
  }

  @Test
  void edgeThatAnswers_sparesTheDeviceTheWork() {
    edgeEngine.open();
    try (DeviceRuntime device = open()) {
      for (int i = 0; i < 10; i++) {
        assertThat(device.infer(SmallModel.image(i)).servedBy()).isInstanceOf(ServedBy.Edge.class);
      }
      assertThat(tails.get()).isZero();
    }
  }

  @Test
  void timeBeforeTheSubmission_countsForTheDeadline() throws Exception {
    try (DeviceRuntime device = open()) {
      long arrived = System.nanoTime() - DEADLINE.toNanos() / 2;
      Answer answer = device.submit(SmallModel.image(1), arrived).get(20, TimeUnit.SECONDS);
      assertInTime(answer);
      assertThat(answer.latency().waitNanos()).isGreaterThanOrEqualTo(DEADLINE.toNanos() / 2);
    }
  }

  @Test
  void edgeThatIsLeftHardlyAnyTime_isNotBlamed() throws Exception {
    edgeEngine.open();
    try (DeviceRuntime device = open()) {
      for (int i = 0; i < 20; i++) {
        assertThat(device.infer(SmallModel.image(i)).servedBy()).isInstanceOf(ServedBy.Edge.class);
      }
      for (int leftMillis = 1; leftMillis < 10; leftMillis++) {
        long arrived = System.nanoTime() - DEADLINE.toNanos() + leftMillis * 1_000_000L;
        var unused = device.submit(SmallModel.image(1), arrived).get(20, TimeUnit.SECONDS);
        assertThat(device.note()).isEmpty();
      }
      assertThat(device.infer(SmallModel.image(1)).servedBy()).isInstanceOf(ServedBy.Edge.class);
    }
  }

  @Test
  void linkThatIsCutUnderSeveralImages_makesNoneLate() throws Exception {
    try (DeviceRuntime device = open()) {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        answers.add(device.submit(SmallModel.image(i), System.nanoTime()));
      }
      edgeEngine.awaitRun();
      link.cut();
      for (CompletableFuture<Answer> answer : answers) {
        assertInTime(answer.get(20, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void requestsThatTheDeviceAnsweredItself_areNotExecutedByTheEdgeAnyMore() throws Exception {
    try (DeviceRuntime device = open()) {
      CompletableFuture<Answer> first = device.submit(SmallModel.image(1), System.nanoTime());
      edgeEngine.awaitRun();
      CompletableFuture<Answer> second = device.submit(SmallModel.image(2), System.nanoTime());
      assertInTime(first.get(20, TimeUnit.SECONDS));
      assertInTime(second.get(20, TimeUnit.SECONDS));
      assertThat(edgeEngine.runs()).isEqualTo(1);
      pause(CANCELLATION_NANOS);
      edgeEngine.open();
      long patience = System.nanoTime() + 20_000_000_000L;
      while (device.infer(SmallModel.image(3)).servedBy() instanceof ServedBy.Device) {
        assertThat(System.nanoTime()).isLessThan(patience);
      }
      assertThat(edgeEngine.runs()).isEqualTo(2);
    }
  }
}
