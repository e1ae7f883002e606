package org.scissionlite.offload.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.WatchedEngine;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;

/** What the device runs when the edge is gone. */
class LocalTailTest {
  private static final String HEAD = "device.onnx";
  private static final String WHOLE = "model.onnx";

  @TempDir private Path folder;

  private final SmallModel model = new SmallModel(1);
  private final WatchedEngine engine = new WatchedEngine();
  private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
  private volatile String slow = "";
  private Bundle bundle;
  private EdgeServer edge;

  @BeforeEach
  void startEdge() {
    bundle = model.bundle(folder.resolve("bundle"));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    edge = EdgeServer.start(bundle, SmallModel.ENGINE, EdgeOptions.listeningOn(any).withThreads(1));
    engine.beforeRun(this::countAndSlowDown);
  }

  @AfterEach
  void closeEdge() {
    edge.close();
  }

  private void countAndSlowDown(String file) {
    String name = Path.of(file).getFileName().toString();
    runs.computeIfAbsent(name, any -> new AtomicInteger()).incrementAndGet();
    long end = System.nanoTime() + (name.equals(slow) ? 30_000_000 : 0);
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private int runsOf(String name) {
    return runs.computeIfAbsent(name, any -> new AtomicInteger()).get();
  }

  private DeviceRuntime open(String scenario) {
    return DeviceRuntime.open(
        bundle,
        engine,
        DeviceOptions.sendingTo(edge.address()).withThreads(1).withScenario(scenario));
  }

  private static ServedBy.Device device(Answer answer) {
    assertThat(answer.servedBy()).isInstanceOf(ServedBy.Device.class);
    return (ServedBy.Device) answer.servedBy();
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu.pool2+q8", "relu.q4", "relu.none", "input.none"})
  void edgeSliceOnTheDevice_answersBitByBitLikeTheEdge(String scenario) {
    try (DeviceRuntime device = open(scenario)) {
      Map<String, Tensor> image = SmallModel.image(1);
      Answer byEdge = device.infer(image);
      assertThat(byEdge.servedBy()).isInstanceOf(ServedBy.Edge.class);
      edge.close();
      int heads = runsOf(HEAD);
      Answer byDevice = device.infer(image);
      assertThat(device(byDevice).with()).isEqualTo(ServedBy.With.EDGE_SLICE);
      assertThat(device(byDevice).reason()).contains("cannot be reached");
      assertThat(byDevice.outputs().get("logits").data())
          .isEqualTo(byEdge.outputs().get("logits").data());
      assertThat(runsOf(HEAD) - heads).isLessThanOrEqualTo(1);
      assertThat(runsOf(WHOLE)).isZero();
    }
  }

  @Test
  void wholeModel_takesNoMemoryUntilNoEdgeIsWell() {
    try (DeviceRuntime device = open("relu.none")) {
      for (int i = 0; i < 20; i++) {
        assertThat(device.infer(SmallModel.image(i)).servedBy()).isInstanceOf(ServedBy.Edge.class);
      }
      assertThat(engine.openSessions()).isEqualTo(2);
    }
    assertThat(engine.openSessions()).isZero();
  }

  @Test
  void wholeModelThatIsFaster_answersWhileTheEdgeIsKnownToBeAway() {
    slow = HEAD;
    try (DeviceRuntime device = open("relu.none")) {
      edge.close();
      Map<String, Tensor> image = SmallModel.image(1);
      assertThat(device(device.infer(image)).with()).isEqualTo(ServedBy.With.EDGE_SLICE);
      long patience = System.nanoTime() + 20_000_000_000L;
      Answer answer = device.infer(image);
      while (device(answer).with() == ServedBy.With.EDGE_SLICE) {
        assertThat(System.nanoTime()).isLessThan(patience);
        answer = device.infer(image);
      }
      int heads = runsOf(HEAD);
      answer = device.infer(image);
      assertThat(device(answer).with()).isEqualTo(ServedBy.With.WHOLE_MODEL);
      assertThat(answer.outputs().get("logits").maxAbsDifference(model.logits(image)))
          .isLessThan(1e-5);
      assertThat(runsOf(HEAD)).isEqualTo(heads);
    }
    assertThat(engine.openSessions()).isZero();
  }

  @Test
  void wholeModelThatIsSlower_isNotUsed() {
    slow = WHOLE;
    try (DeviceRuntime device = open("relu.none")) {
      edge.close();
      long patience = System.nanoTime() + 20_000_000_000L;
      while (runsOf(WHOLE) < 2) {
        assertThat(System.nanoTime()).isLessThan(patience);
        assertThat(device(device.infer(SmallModel.image(1))).with())
            .isEqualTo(ServedBy.With.EDGE_SLICE);
      }
      long soon = System.nanoTime() + 200_000_000;
      while (System.nanoTime() < soon) {
        assertThat(device(device.infer(SmallModel.image(1))).with())
            .isEqualTo(ServedBy.With.EDGE_SLICE);
      }
    }
  }

  @Test
  void bundleWithoutTheEdgeSlice_isAnsweredWithTheWholeModel() throws IOException {
    Files.delete(bundle.file(bundle.manifest().scenario("relu.none").edge()));
    try (DeviceRuntime device = open("relu.none")) {
      Map<String, Tensor> image = SmallModel.image(1);
      assertThat(device.infer(image).servedBy()).isInstanceOf(ServedBy.Edge.class);
      edge.close();
      Answer answer = device.infer(image);
      assertThat(device(answer).with()).isEqualTo(ServedBy.With.WHOLE_MODEL);
      assertThat(answer.outputs().get("logits").maxAbsDifference(model.logits(image)))
          .isLessThan(1e-5);
    }
  }
}
