package org.scissionlite.offload.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.adaptive.AdaptiveRuntime;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;

/** A scenario whose step is chosen for each image. */
class DialDeviceTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final int STEPS = 4;

  @TempDir private Path folder;

  private final SmallModel model = new SmallModel(1);
  private Bundle bundle;
  private EdgeServer edge;

  @BeforeEach
  void start() {
    bundle = model.bundle(folder.resolve("dial"), "relu", "transform:step=0.25,dial=" + STEPS);
    edge = EdgeServer.start(bundle, SmallModel.ENGINE, EdgeOptions.listeningOn(ANY).withThreads(1));
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private DeviceOptions options() {
    return DeviceOptions.sendingTo(edge.address()).withThreads(1);
  }

  private void assertAnswersAt(DeviceRuntime device, int step, boolean byEdge) {
    for (int i = 0; i < 3; i++) {
      Map<String, Tensor> image = SmallModel.image(i);
      Answer answer = device.submit(image, System.nanoTime(), Sending.at(step)).join();
      Tensor expected =
          model.logits("relu", "transform:step=" + 0.25 * Math.pow(2, step / 2.0), image);
      assertThat(answer.outputs().get("logits").maxAbsDifference(expected)).isLessThan(1e-4);
      assertThat(answer.servedBy() instanceof ServedBy.Edge).isEqualTo(byEdge);
      assertThat(answer.step()).hasValue(step);
    }
  }

  @Test
  void everyStep_isAnsweredAsByTheFixedScenarioOfThatStep_byEdgeAndDevice() {
    try (DeviceRuntime device = DeviceRuntime.open(bundle, SmallModel.ENGINE, options())) {
      assertThat(device.steps()).hasSize(STEPS);
      assertThat(device.inputs()).hasSize(1);
      for (int step = STEPS - 1; step >= 0; step--) {
        assertAnswersAt(device, step, true);
      }
      edge.close();
      assertAnswersAt(device, 2, false);
    }
  }

  @Test
  void stepOfTheOptions_isTaken_andOneBeyondTheLadderRefused() {
    long last = Long.MAX_VALUE;
    for (int step = 0; step < STEPS; step++) {
      try (DeviceRuntime device =
          DeviceRuntime.open(bundle, SmallModel.ENGINE, options().withStep(step))) {
        long bytes = device.infer(SmallModel.image(1)).traffic().payloadBytes();
        assertThat(bytes).isLessThan(last);
        last = bytes;
      }
    }
    assertThatThrownBy(
            () -> DeviceRuntime.open(bundle, SmallModel.ENGINE, options().withStep(STEPS)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected a step of its dial, 0 to 3, got 4");
  }

  @Test
  void deviceThatAdapts_takesTheFinestStepWhereTheLinkIsGood() {
    try (AdaptiveRuntime device =
        AdaptiveRuntime.open(bundle, SmallModel.ENGINE, options().withoutLocalAnswers())) {
      Map<String, Tensor> image = SmallModel.image(1);
      Tensor expected = model.logits("relu", "transform:step=0.25", image);
      Answer answer = device.infer(image);
      assertThat(answer.outputs().get("logits").maxAbsDifference(expected)).isLessThan(1e-4);
    }
  }

  @Test
  void edgeWithoutTheDial_isNotAskedAndToldInOneLine() {
    Bundle fixed = model.bundle(folder.resolve("fixed"), "relu", "transform:step=0.25");
    try (EdgeServer other =
        EdgeServer.start(fixed, SmallModel.ENGINE, EdgeOptions.listeningOn(ANY).withThreads(1))) {
      DeviceOptions options =
          DeviceOptions.sendingTo(other.address()).withThreads(1).withoutLocalAnswers();
      assertThatThrownBy(() -> DeviceRuntime.open(bundle, SmallModel.ENGINE, options))
          .isInstanceOf(ScissionLiteException.class)
          .satisfies(error -> assertThat(error.getMessage().lines()).hasSize(1));
    }
  }
}
