package org.scissionlite.offload.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.Standstill;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;

class DeviceRuntimeTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir Path folder;

  private final SmallModel model = new SmallModel(1);
  private Bundle bundle;
  private EdgeServer edge;

  @BeforeEach
  void startEdge() {
    bundle = model.bundle(folder.resolve("bundle"));
    edge = EdgeServer.start(bundle, SmallModel.ENGINE, EdgeOptions.listeningOn(ANY));
  }

  @AfterEach
  void closeEdge() {
    edge.close();
  }

  private DeviceOptions options() {
    return DeviceOptions.sendingTo(edge.address()).withThreads(1);
  }

  @ParameterizedTest
  @CsvSource({"relu.none", "input.none"})
  void cutWithoutTransferLayer_answersLikeTheModel(String scenario) {
    try (DeviceRuntime device =
        DeviceRuntime.open(bundle, SmallModel.ENGINE, options().withScenario(scenario))) {
      for (int i = 0; i < 3; i++) {
        Map<String, Tensor> image = SmallModel.image(i);
        Answer answer = device.infer(image);
        assertThat(answer.outputs().get("logits").maxAbsDifference(model.logits(image)))
            .isLessThan(1e-5);
        assertThat(answer.servedBy()).isEqualTo(new ServedBy.Edge(edgeName(), "small." + scenario));
      }
      assertThat(device.note()).isEmpty();
    }
  }

  private String edgeName() {
    return edge.address().getHostString() + ":" + edge.address().getPort();
  }

  @Test
  void encodedTensor_crossesTheWireAndComesBackAsItWas() {
    try (DeviceRuntime device =
        DeviceRuntime.open(bundle, SmallModel.ENGINE, options().withScenario("relu.q4"))) {
      for (int i = 0; i < 3; i++) {
        Map<String, Tensor> image = SmallModel.image(i);
        Answer answer = device.infer(image);
        Tensor expected = model.logits("relu", "q4", image);
        assertThat(answer.outputs().get("logits").maxAbsDifference(expected)).isLessThan(1e-5);
        assertThat(answer.traffic().payloadBytes()).isBetween(1L, 8L * 16 * 16 / 2 + 100);
      }
    }
  }

  @Test
  void defaultScenario_answersLikeTheModelWithTheTransferLayerInIt() {
    try (DeviceRuntime device = DeviceRuntime.open(bundle, SmallModel.ENGINE, options())) {
      Map<String, Tensor> image = SmallModel.image(7);
      Answer answer = device.infer(image);
      assertThat(
              answer
                  .outputs()
                  .get("logits")
                  .maxAbsDifference(model.logits("relu", "pool2+q8", image)))
          .isLessThan(1e-5);
      assertThat(answer.traffic().payloadBytes()).isEqualTo(8 * 8 * 8);
      assertThat(answer.traffic().sentBytes()).isBetween(8L * 8 * 8, 8L * 8 * 8 + 300);
      assertThat(answer.traffic().receivedBytes()).isBetween(8L * 4, 8L * 4 + 300);
    }
  }

  @Test
  void latencyParts_areAllThere() {
    try (DeviceRuntime device = DeviceRuntime.open(bundle, SmallModel.ENGINE, options())) {
      long before = System.nanoTime();
      LatencyParts latency = device.infer(SmallModel.image(1)).latency();
      assertThat(latency.totalNanos()).isLessThanOrEqualTo(System.nanoTime() - before);
      assertThat(latency.deviceNanos()).isPositive();
      assertThat(latency.encodeNanos()).isPositive();
      assertThat(latency.transferNanos()).isPositive();
      assertThat(latency.edge().executeNanos()).isPositive();
      assertThat(latency.edge().decodeNanos()).isPositive();
    }
  }

  @Test
  void edgeOfAnotherBundle_isRefusedAtOnceWhereTheDeviceCannotAnswer() {
    Bundle other = new SmallModel(2).bundle(folder.resolve("other"), false);
    DeviceOptions alone = options().withoutLocalAnswers();
    assertThatThrownBy(() -> DeviceRuntime.open(other, SmallModel.ENGINE, alone))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining(other.manifest().id())
        .hasMessageContaining(bundle.manifest().id())
        .hasMessageEndingWith("device and edge run different bundles");
  }

  @Test
  void edgeThatIsUpgradedFirst_isReplacedByTheDeviceUntilTheBundlesMatchAgain() {
    Bundle other = new SmallModel(2).bundle(folder.resolve("other"));
    DeviceOptions options = options().withDeadline(Duration.ofMillis(500));
    Map<String, Tensor> image = SmallModel.image(1);
    try (DeviceRuntime device = DeviceRuntime.open(bundle, SmallModel.ENGINE, options)) {
      assertThat(device.infer(image).servedBy()).isInstanceOf(ServedBy.Edge.class);
      replaceEdge(other);
      assertAnsweredAlone(device, other);
      replaceEdge(bundle);
      awaitEdge(device);
      assertThat(device.note()).isEmpty();
    }
  }

  private void assertAnsweredAlone(DeviceRuntime device, Bundle other) {
    Map<String, Tensor> image = SmallModel.image(1);
    for (int i = 0; i < 3; i++) {
      Answer answer = device.infer(image);
      assertThat(((ServedBy.Device) answer.servedBy()).reason())
          .contains(other.manifest().id(), bundle.manifest().id())
          .contains("device and edge run different bundles");
      assertThat(answer.outputs().get("logits").maxAbsDifference(expected(answer, image)))
          .isLessThan(1e-5);
    }
    assertThat(device.note())
        .hasValueSatisfying(
            note -> assertThat(note).contains("different bundles; the device answers meanwhile"));
  }

  /** With the edge slice the device answers like the edge, with the whole model like that. */
  private Tensor expected(Answer answer, Map<String, Tensor> image) {
    return answer.servedBy() instanceof ServedBy.Device device
            && device.with() == ServedBy.With.WHOLE_MODEL
        ? model.logits(image)
        : model.logits("relu", "pool2+q8", image);
  }

  @Test
  void edgeThatWasUpgradedBeforeTheDeviceStarts_isReplacedByTheDevice() {
    Bundle other = new SmallModel(2).bundle(folder.resolve("other"));
    replaceEdge(other);
    try (DeviceRuntime device = DeviceRuntime.open(bundle, SmallModel.ENGINE, options())) {
      assertAnsweredAlone(device, other);
    }
  }

  @Test
  void closedRuntime_refusesFurtherRequests() {
    DeviceRuntime device = DeviceRuntime.open(bundle, SmallModel.ENGINE, options());
    device.infer(SmallModel.image(1));
    device.close();
    device.close();
    assertThatThrownBy(() -> device.infer(SmallModel.image(1)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage("this device runtime is closed; open another one");
  }

  @Test
  void closedRuntime_refusesEvenWhatNeedsNoSlice() {
    DeviceRuntime device =
        DeviceRuntime.open(bundle, SmallModel.ENGINE, options().withScenario("input.none"));
    device.close();
    assertThatThrownBy(() -> device.infer(SmallModel.image(1)))
        .hasMessageStartingWith("this device runtime is closed");
  }

  private void replaceEdge(Bundle served) {
    InetSocketAddress address = edge.address();
    edge.close();
    edge = EdgeServer.start(served, SmallModel.ENGINE, EdgeOptions.listeningOn(address));
  }

  @Test
  void edgeThatGoesAndComesBack_isUsedAgain() {
    try (DeviceRuntime device = DeviceRuntime.open(bundle, SmallModel.ENGINE, options())) {
      Map<String, Tensor> image = SmallModel.image(1);
      InetSocketAddress address = edge.address();
      edge.close();
      Answer alone = device.infer(image);
      assertThat(alone.servedBy()).isInstanceOf(ServedBy.Device.class);
      assertThat(((ServedBy.Device) alone.servedBy()).reason())
          .contains("cannot be reached")
          .doesNotContain("\n");
      assertThat(
              alone
                  .outputs()
                  .get("logits")
                  .maxAbsDifference(model.logits("relu", "pool2+q8", image)))
          .isLessThan(1e-5);
      edge = EdgeServer.start(bundle, SmallModel.ENGINE, EdgeOptions.listeningOn(address));
      awaitEdge(device);
    }
  }

  private static void awaitEdge(DeviceRuntime device) {
    long patience = System.nanoTime() + 20_000_000_000L;
    while (device.infer(SmallModel.image(1)).servedBy() instanceof ServedBy.Device) {
      assertThat(System.nanoTime()).isLessThan(patience);
    }
  }

  @Test
  void noEdgeListening_isAnErrorWhereTheDeviceCannotAnswer() {
    edge.close();
    DeviceOptions alone = options().withoutLocalAnswers();
    assertThatThrownBy(() -> DeviceRuntime.open(bundle, SmallModel.ENGINE, alone))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageStartingWith("edge " + edgeName() + " cannot be reached: ")
        .hasMessageContaining("refused")
        .hasMessageNotContaining("\n");
  }

  @Test
  void noEdgeListening_isNotedWhereTheDeviceCanAnswer() {
    edge.close();
    try (DeviceRuntime device = DeviceRuntime.open(bundle, SmallModel.ENGINE, options())) {
      assertThat(device.note()).hasValueSatisfying(note -> assertThat(note).contains(edgeName()));
      assertThat(device.infer(SmallModel.image(1)).servedBy()).isInstanceOf(ServedBy.Device.class);
    }
  }

  @Test
  void edgeThatStaysSilentFromTheBeginning_costsNoImageItsTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      DeviceOptions options =
          DeviceOptions.sendingTo((InetSocketAddress) silent.getLocalSocketAddress())
              .withDeadline(Duration.ofMillis(400));
      try (DeviceRuntime device = DeviceRuntime.open(bundle, SmallModel.ENGINE, options);
          Standstill standstill = Standstill.watched()) {
        Answer answer = device.infer(SmallModel.image(1));
        assertThat(((ServedBy.Device) answer.servedBy()).reason())
            .contains("gave no answer within");
        assertThat(answer.latency().totalNanos() - standstill.nanos()).isLessThan(400_000_000L);
      }
    }
  }

  @Test
  void unknownScenario_listsTheValidOnes() {
    DeviceOptions wrong = options().withScenario("relu.pool2");
    assertThatThrownBy(() -> DeviceRuntime.open(bundle, SmallModel.ENGINE, wrong))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("relu.pool2+q8");
  }

  @ParameterizedTest
  @CsvSource({"relu.none", "input.none"})
  void wrongInput_isNamed(String scenario) {
    try (DeviceRuntime device =
        DeviceRuntime.open(bundle, SmallModel.ENGINE, options().withScenario(scenario))) {
      assertThatThrownBy(() -> device.infer(Map.of("image", Tensor.scalar(1))))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining("'image'")
          .hasMessageContaining("[1,3,16,16]");
      assertThatThrownBy(() -> device.infer(Map.of()))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining("'image'");
    }
  }

  @Test
  void localRuntime_answersLikeTheModel() {
    Map<String, Tensor> image = SmallModel.image(3);
    try (LocalRuntime local = LocalRuntime.open(bundle, SmallModel.ENGINE, 1)) {
      Answer answer = local.infer(image);
      assertThat(answer.outputs().get("logits").maxAbsDifference(model.logits(image))).isZero();
      assertThat(answer.traffic()).isEqualTo(Traffic.NONE);
    }
  }

  @Test
  void localRuntime_needsTheWholeModel() {
    Bundle slicesOnly = model.bundle(folder.resolve("slices"), false);
    assertThatThrownBy(() -> LocalRuntime.open(slicesOnly, SmallModel.ENGINE, 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("does not hold the whole model");
  }
}
