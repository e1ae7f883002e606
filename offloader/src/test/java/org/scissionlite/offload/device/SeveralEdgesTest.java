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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
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

/** Two edges in order of preference. */
class SeveralEdgesTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir private Path folder;

  private final List<String> changes = new CopyOnWriteArrayList<>();
  private Bundle bundle;
  private EdgeServer first;
  private EdgeServer second;

  @BeforeEach
  void startEdges() {
    bundle = new SmallModel(1).bundle(folder.resolve("bundle"));
    first = start(ANY);
    second = start(ANY);
  }

  @AfterEach
  void closeEdges() {
    first.close();
    second.close();
  }

  private EdgeServer start(InetSocketAddress address) {
    return EdgeServer.start(
        bundle, SmallModel.ENGINE, EdgeOptions.listeningOn(address).withThreads(1));
  }

  private DeviceOptions options() {
    return DeviceOptions.sendingTo(List.of(first.address(), second.address()))
        .withThreads(1)
        .withDeadline(Duration.ofSeconds(20))
        .withChanges(changes::add);
  }

  private DeviceRuntime open(DeviceOptions options) {
    return DeviceRuntime.open(bundle, SmallModel.ENGINE, options);
  }

  private static String name(EdgeServer edge) {
    return edge.address().getHostString() + ":" + edge.address().getPort();
  }

  private static String server(Answer answer) {
    return answer.servedBy() instanceof ServedBy.Edge edge ? edge.address() : "device";
  }

  private static void awaitAnswerBy(String name, DeviceRuntime device) {
    long patience = System.nanoTime() + 30_000_000_000L;
    while (!server(device.infer(SmallModel.image(1))).equals(name)) {
      assertThat(System.nanoTime()).isLessThan(patience);
    }
  }

  @Test
  void imageThatTheFirstEdgeLoses_isAnsweredByTheSecond() {
    try (DeviceRuntime device = open(options())) {
      assertThat(server(device.infer(SmallModel.image(1)))).isEqualTo(name(first));
      first.close();
      assertThat(server(device.infer(SmallModel.image(2)))).isEqualTo(name(second));
    }
  }

  @Test
  void everyChangeOfTheEdge_isToldOnceWithItsReason() {
    try (DeviceRuntime device = open(options())) {
      assertThat(changes).isEmpty();
      InetSocketAddress address = first.address();
      first.close();
      for (int i = 0; i < 5; i++) {
        device.infer(SmallModel.image(i));
      }
      first = start(address);
      awaitAnswerBy(name(first), device);
      first.close();
      second.close();
      awaitAnswerBy("device", device);
      assertThat(device.note())
          .hasValueSatisfying(note -> assertThat(note).contains("; the device answers meanwhile"));
    }
    assertThat(changes).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
    assertThat(changes.get(0))
        .startsWith("edge %s cannot be reached: ".formatted(name(first)))
        .endsWith("; edge %s is asked meanwhile".formatted(name(second)));
    assertThat(changes.get(1)).isEqualTo("edge %s is well again".formatted(name(first)));
    assertThat(changes.get(2)).contains(name(first)).contains("; edge " + name(second));
    assertThat(changes.get(3))
        .startsWith("edge %s cannot be reached: ".formatted(name(second)))
        .endsWith("; the device answers meanwhile");
    assertThat(changes).hasSize(4);
  }

  @Test
  void listenerThatFails_keepsNoEdgeFromBeingFoundAgain() {
    DeviceOptions options =
        options()
            .withChanges(
                change -> {
                  throw new IllegalStateException(change);
                });
    try (DeviceRuntime device = open(options)) {
      InetSocketAddress address = first.address();
      first.close();
      assertThat(server(device.infer(SmallModel.image(1)))).isEqualTo(name(second));
      first = start(address);
      awaitAnswerBy(name(first), device);
    }
  }

  @Test
  void firstEdgeThatIsAwayFromTheBeginning_isToldAndReplaced() {
    first.close();
    try (DeviceRuntime device = open(options())) {
      assertThat(server(device.infer(SmallModel.image(1)))).isEqualTo(name(second));
      assertThat(changes).hasSize(1);
      assertThat(changes.get(0)).endsWith("; edge %s is asked meanwhile".formatted(name(second)));
    }
  }

  @Test
  void edgeOfAnotherBundle_isPassedOver() {
    InetSocketAddress address = first.address();
    first.close();
    Bundle other = new SmallModel(2).bundle(folder.resolve("other"));
    first = EdgeServer.start(other, SmallModel.ENGINE, EdgeOptions.listeningOn(address));
    try (DeviceRuntime device = open(options().withoutLocalAnswers())) {
      assertThat(server(device.infer(SmallModel.image(1)))).isEqualTo(name(second));
      assertThat(changes.get(0)).contains(other.manifest().id());
    }
  }

  @Test
  void imageThatNoEdgeTakes_waitsForOneWhereTheDeviceCannotAnswer() throws Exception {
    InetSocketAddress address = first.address();
    try (DeviceRuntime device = open(options().withoutLocalAnswers())) {
      first.close();
      second.close();
      CompletableFuture<Answer> answer = device.submit(SmallModel.image(1), System.nanoTime());
      assertThatThrownBy(() -> answer.get(200, TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      first = start(address);
      assertThat(server(answer.get(20, TimeUnit.SECONDS))).isEqualTo(name(first));
    }
  }

  @Test
  void edgeThatIsWellAgainBeforeASlowDeviceIsDone_answers() throws Exception {
    WatchedEngine engine = new WatchedEngine();
    InetSocketAddress address = first.address();
    try (DeviceRuntime device = DeviceRuntime.open(bundle, engine, options())) {
      engine.beforeRun(
          file -> {
            if (file.endsWith("edge.onnx")) {
              LockSupport.parkNanos(1_500_000_000);
            }
          });
      first.close();
      second.close();
      CompletableFuture<Answer> answer = device.submit(SmallModel.image(1), System.nanoTime());
      first = start(address);
      assertThat(server(answer.get(20, TimeUnit.SECONDS))).isEqualTo(name(first));
    }
    assertThat(engine.openSessions()).isZero();
  }

  @Test
  void imageThatNoEdgeTakesInTime_isAnErrorWithTheReason() {
    DeviceOptions options = options().withoutLocalAnswers().withDeadline(Duration.ofMillis(500));
    try (DeviceRuntime device = open(options);
        Standstill standstill = Standstill.watched()) {
      first.close();
      second.close();
      long begun = System.nanoTime();
      assertThatThrownBy(() -> device.infer(SmallModel.image(1)))
          .hasMessageContaining("cannot be reached");
      double millis = (System.nanoTime() - begun) / 1e6;
      assertThat(millis).isGreaterThan(450);
      assertThat(millis - standstill.nanos() / 1e6).isLessThan(2000);
    }
  }

  @Test
  void edgeThatIsStopped_answersWhatItHasAndLosesNothing() throws Exception {
    GatedEngine gated = new GatedEngine();
    InetSocketAddress address = first.address();
    first.close();
    first =
        EdgeServer.start(
            bundle,
            gated,
            EdgeOptions.listeningOn(address).withThreads(1).withGrace(Duration.ofSeconds(20)));
    try (DeviceRuntime device = open(options().withInFlight(64))) {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      answers.add(device.submit(SmallModel.image(0), System.nanoTime()));
      gated.awaitRun();
      Thread stopping = new Thread(first::close);
      stopping.start();
      while (answers.stream().noneMatch(CompletableFuture::isDone)) {
        answers.add(device.submit(SmallModel.image(answers.size()), System.nanoTime()));
        LockSupport.parkNanos(5_000_000);
      }
      assertThat(answers.get(0)).isNotDone();
      gated.open();
      assertThat(server(answers.get(0).get(20, TimeUnit.SECONDS))).isEqualTo(name(first));
      for (CompletableFuture<Answer> answer : answers) {
        assertThat(server(answer.get(20, TimeUnit.SECONDS))).isNotEqualTo("device");
      }
      stopping.join();
    }
  }
}
