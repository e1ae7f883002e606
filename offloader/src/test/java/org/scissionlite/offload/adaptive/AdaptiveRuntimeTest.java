package org.scissionlite.offload.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.WatchedEngine;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.link.EmulatedLink;
import org.scissionlite.offload.link.LinkConditions;

/**
 * A device and an edge over a link that changes. The device takes 60 ms for its slices, nothing for
 * the input that is sent, and 400 ms for the whole model.
 */
class AdaptiveRuntimeTest {
  private static final String CUT = "relu.pool2+q8";
  private static final String INPUT = "input.none";
  private static final LinkConditions FAST = new LinkConditions(20, Duration.ofMillis(10));
  private static final LinkConditions SLOW = new LinkConditions(0.08, Duration.ofMillis(10));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final SmallModel model = new SmallModel(1);
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final WatchedEngine engine = new WatchedEngine().beforeRun(AdaptiveRuntimeTest::compute);
  private Bundle bundle;
  private EdgeServer edge;
  private EmulatedLink link;

  private static void compute(String file) {
    long millis = file.endsWith("model.onnx") ? 400 : file.endsWith("device.onnx") ? 60 : 0;
    LockSupport.parkNanos(millis * 1_000_000);
  }

  @BeforeEach
  void start() {
    bundle = model.bundle(folder.resolve("bundle"));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    edge = EdgeServer.start(bundle, SmallModel.ENGINE, EdgeOptions.listeningOn(any).withThreads(1));
    link = EmulatedLink.open(edge.address(), FAST);
  }

  @AfterEach
  void stop() {
    link.close();
    edge.close();
  }

  private AdaptiveRuntime open() {
    DeviceOptions options =
        DeviceOptions.sendingTo(link.address())
            .withThreads(1)
            .withInFlight(1)
            .withDeadline(Duration.ofSeconds(1))
            .withChanges(told::add);
    return AdaptiveRuntime.open(bundle, engine, options, 5);
  }

  /** Answers images until they are answered by a scenario; every one of them rightly. */
  private void runUntil(AdaptiveRuntime device, String scenario) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int i = 0; !device.scenario().equals(scenario); i++) {
      assertThat(System.nanoTime())
          .as("%s instead of %s: %s", device.scenario(), scenario, told)
          .isLessThan(end);
      assertRight(device.infer(SmallModel.image(i)), SmallModel.image(i));
    }
    List<String> answered =
        IntStream.range(0, 3).mapToObj(i -> device.infer(SmallModel.image(i)).scenario()).toList();
    assertThat(answered).as("but for one that tries another way").contains(scenario);
  }

  private void assertRight(Answer answer, Map<String, Tensor> image) {
    Tensor expected =
        switch (answer.scenario()) {
          case Answer.ALONE, INPUT -> model.logits(image);
          default -> {
            String scenario = answer.scenario();
            yield model.logits("relu", scenario.substring("relu.".length()), image);
          }
        };
    assertThat(answer.outputs().get("logits").maxAbsDifference(expected)).isLessThan(1e-4);
  }

  @Test
  void linkThatChanges_isFollowedAndNoImageIsLost() {
    try (AdaptiveRuntime device = open()) {
      assertThat(device.scenario()).isEqualTo(CUT);
      runUntil(device, INPUT);
      link.set(SLOW);
      runUntil(device, CUT);
      link.set(FAST);
      runUntil(device, INPUT);
      link.cut();
      runUntil(device, Answer.ALONE);
      link.restore();
      runUntil(device, INPUT);
    }
    assertThat(told).anyMatch(line -> line.matches("switch to .*: .* Mbit/s \\(was .*\\), .*"));
    assertThat(engine.openSessions()).isZero();
  }

  @Test
  void noMoreScenariosThanAllowed_areLoaded() {
    try (AdaptiveRuntime device =
        AdaptiveRuntime.open(
            bundle,
            engine,
            DeviceOptions.sendingTo(link.address()).withThreads(1).withInFlight(1),
            2)) {
      int most = 0;
      for (int i = 0; i < 30; i++) {
        assertRight(device.infer(SmallModel.image(i)), SmallModel.image(i));
        most = Math.max(most, engine.openSessions());
      }
      assertThat(most).as("two slices each of two scenarios, and the whole model").isBetween(3, 5);
    }
  }

  @Test
  void close_waitsForTheAnswersOnTheirWayAndTakesNoMore() throws Exception {
    AdaptiveRuntime device = open();
    CompletableFuture<Answer> last = device.submit(SmallModel.image(1), System.nanoTime());
    device.close();
    assertRight(last.get(1, TimeUnit.SECONDS), SmallModel.image(1));
    assertThatThrownBy(() -> device.infer(SmallModel.image(2)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("closed");
    assertThat(engine.openSessions()).isZero();
  }

  @Test
  void wrongImage_failsAloneAndTheNextIsAnswered() {
    try (AdaptiveRuntime device = open()) {
      assertThatThrownBy(() -> device.infer(Map.of())).isInstanceOf(ScissionLiteException.class);
      assertRight(device.infer(SmallModel.image(1)), SmallModel.image(1));
    }
  }

  @Test
  void tooFewOpenScenarios_areRefused() {
    DeviceOptions options = DeviceOptions.sendingTo(link.address());
    assertThatThrownBy(() -> AdaptiveRuntime.open(bundle, engine, options, 1))
        .isInstanceOf(UsageException.class)
        .hasMessage("expected at least 2 open scenarios, got 1");
  }
}
