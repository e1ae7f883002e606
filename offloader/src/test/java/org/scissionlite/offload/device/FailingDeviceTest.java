package org.scissionlite.offload.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.offload.GatedEngine;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.WatchedEngine;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;

/** A device whose own parts are slow, are interrupted or fail. */
class FailingDeviceTest {
  private static final String HEAD = "device.onnx";
  private static final String TAIL = "edge.onnx";

  @TempDir Path folder;

  private final GatedEngine edgeEngine = new GatedEngine();
  private final WatchedEngine engine = new WatchedEngine();
  private Bundle bundle;
  private EdgeServer edge;

  @BeforeEach
  void startEdge() {
    bundle = new SmallModel(1).bundle(folder.resolve("bundle"));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    edge =
        EdgeServer.start(bundle, edgeEngine, EdgeOptions.listeningOn(any).withGrace(Duration.ZERO));
  }

  @AfterEach
  void closeEdge() {
    edgeEngine.open();
    edge.close();
  }

  private DeviceRuntime open(Duration deadline) {
    return DeviceRuntime.open(
        bundle,
        engine,
        DeviceOptions.sendingTo(edge.address()).withThreads(1).withDeadline(deadline));
  }

  private static Consumer<String> at(String file, Runnable action) {
    return model -> {
      if (model.endsWith(file)) {
        action.run();
      }
    };
  }

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Test
  void deviceSliceThatTakesAllTheTime_isNotBlamedOnTheEdge() {
    edgeEngine.open();
    try (DeviceRuntime device = open(Duration.ofMillis(600))) {
      engine.beforeRun(at(HEAD, () -> pause(Duration.ofMillis(700))));
      Answer late = device.infer(SmallModel.image(1));
      assertThat(((ServedBy.Device) late.servedBy()).reason())
          .contains("was not asked: the device took")
          .contains("of the deadline of 600 ms; raise the deadline");
      assertThat(device.note()).isEmpty();
      engine.beforeRun(model -> {});
      assertThat(device.infer(SmallModel.image(1)).servedBy()).isInstanceOf(ServedBy.Edge.class);
    }
  }

  @Test
  void interruptWhileTheEdgeIsAwaited_endsTheRequestAsInterrupted() throws Exception {
    try (DeviceRuntime device = open(Duration.ofSeconds(30))) {
      AtomicInteger tailRuns = new AtomicInteger();
      engine.beforeRun(at(TAIL, tailRuns::incrementAndGet));
      AtomicReference<Throwable> failure = new AtomicReference<>();
      AtomicReference<Boolean> marked = new AtomicReference<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  device.infer(SmallModel.image(1));
                } catch (RuntimeException e) {
                  failure.set(e);
                }
                marked.set(Thread.currentThread().isInterrupted());
              });
      caller.start();
      edgeEngine.awaitRun();
      caller.interrupt();
      caller.join(20_000);
      assertThat(failure.get()).hasMessage("the request was interrupted");
      assertThat(marked.get()).isTrue();
      assertThat(tailRuns.get()).isZero();
      edgeEngine.open();
      assertThat(device.infer(SmallModel.image(1)).servedBy()).isInstanceOf(ServedBy.Edge.class);
    }
  }

  @Test
  void interruptBeforeTheDeviceAnswersAlone_endsTheRequestAsInterrupted() {
    try (DeviceRuntime device = open(Duration.ofSeconds(30))) {
      edge.close();
      device.infer(SmallModel.image(1));
      AtomicInteger tailRuns = new AtomicInteger();
      engine.beforeRun(at(TAIL, tailRuns::incrementAndGet));
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> device.infer(SmallModel.image(1)))
          .hasMessage("the request was interrupted");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(tailRuns.get()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {HEAD, TAIL})
  void modelThatCannotBeOpened_leavesNoSessionOpen(String file) {
    engine.beforeOpening(at(file, FailingDeviceTest::runOutOfMemory));
    assertThatThrownBy(() -> open(Duration.ofSeconds(5))).isInstanceOf(OutOfMemoryError.class);
    assertThat(engine.openSessions()).isZero();
  }

  private static void runOutOfMemory() {
    throw new OutOfMemoryError("test");
  }

  @Test
  void edgeSliceThatFailsWhenItIsTried_leavesNoSessionOpen() {
    engine.beforeRun(at(TAIL, FailingDeviceTest::runOutOfMemory));
    assertThatThrownBy(() -> open(Duration.ofSeconds(5))).isInstanceOf(OutOfMemoryError.class);
    assertThat(engine.openSessions()).isZero();
  }

  @Test
  void edgeThatCannotBeReached_leavesNoSessionOpen() {
    edge.close();
    DeviceOptions alone = DeviceOptions.sendingTo(edge.address()).withoutLocalAnswers();
    assertThatThrownBy(() -> DeviceRuntime.open(bundle, engine, alone))
        .hasMessageContaining("cannot be reached");
    assertThat(engine.openSessions()).isZero();
  }
}
