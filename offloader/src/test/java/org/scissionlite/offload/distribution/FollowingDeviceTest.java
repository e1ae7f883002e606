package org.scissionlite.offload.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundlePart;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.WatchedEngine;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;

/** New versions go from a folder that an edge watches to a device that answers all the while. */
class FollowingDeviceTest {
  private static final String SCENARIO = "relu.none";
  private static final int VERSIONS = 4;

  @TempDir private Path home;
  private final WatchedEngine engine = new WatchedEngine();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Map<String, Tensor> image = SmallModel.image(7);
  private final Map<String, Tensor> expected = new HashMap<>();

  @AfterEach
  void everythingIsClosed() {
    assertThat(engine.openSessions()).isZero();
  }

  /** A version of the bundle, and what it answers. */
  private String write(int seed) {
    SmallModel model = new SmallModel(seed);
    String id = model.bundle(home.resolve("bundles/parts")).manifest().id();
    expected.put(id, model.logits(image));
    return id;
  }

  /** A runtime and the version that it runs. */
  private record Device(String id, DeviceRuntime runtime) implements AutoCloseable {
    @Override
    public void close() {
      runtime.close();
    }
  }

  private final class Devices implements Runner<Device> {
    private final InetSocketAddress edge;

    Devices(InetSocketAddress edge) {
      this.edge = edge;
    }

    @Override
    public Device open(Bundle bundle) {
      DeviceOptions options =
          DeviceOptions.sendingTo(edge)
              .withScenario(SCENARIO)
              .withThreads(1)
              .withoutLocalAnswers()
              .withDeadline(Duration.ofSeconds(20));
      return new Device(bundle.manifest().id(), DeviceRuntime.open(bundle, engine, options));
    }

    @Override
    public boolean meetsOtherBundle(Device running) {
      return false;
    }
  }

  @Test
  void deviceWithoutAnswersOfItsOwn_losesNoImageWhenVersionsChange() throws Exception {
    Files.createDirectory(home.resolve("bundles"));
    String first = write(1);
    String wanted = first;
    EdgeOptions options =
        EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .withThreads(1)
            .withParallel(2);
    EdgeFeatures features =
        EdgeFeatures.none()
            .watching(home.resolve("bundles"), Duration.ofMillis(20))
            .distributing(true);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (EdgeServer edge = EdgeServer.start(List.of(), engine, options, features);
        BundleFeed<Device> feed =
            BundleFeed.open(
                BundleSource.of(edge.address(), new BundleName("parts"), Duration.ofSeconds(10)),
                FeedOptions.in(home.resolve("cache"), new BundlePart(SCENARIO, true))
                    .askingEvery(Duration.ofMillis(20)),
                new Devices(edge.address()),
                told::add)) {
      List<Future<Integer>> streams = new ArrayList<>();
      AtomicReference<Boolean> over = new AtomicReference<>(false);
      for (int i = 0; i < 2; i++) {
        streams.add(threads.submit(() -> answer(feed, over)));
      }
      for (int version = 2; version <= VERSIONS; version++) {
        synchronized (expected) {
          wanted = write(version);
        }
        await(feed, wanted);
      }
      over.set(true);
      for (Future<Integer> stream : streams) {
        assertThat(stream.get(30, TimeUnit.SECONDS)).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(told).hasSize(VERSIONS - 1).allMatch(line -> line.startsWith("the device changes"));
  }

  private int answer(BundleFeed<Device> feed, AtomicReference<Boolean> over) {
    int answers = 0;
    while (!over.get()) {
      try (Swap.Use<Device> use = feed.running().use()) {
        Answer answer = use.value().runtime().infer(image);
        Tensor right;
        synchronized (expected) {
          right = expected.get(use.value().id());
        }
        assertThat(answer.outputs().get("logits").maxAbsDifference(right)).isLessThan(1e-5);
        assertThat(answer.servedBy()).isInstanceOf(ServedBy.Edge.class);
        answers++;
      }
    }
    return answers;
  }

  private static void await(BundleFeed<Device> feed, String id) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try (Swap.Use<Device> use = feed.running().use()) {
        if (use.value().id().equals(id)) {
          return;
        }
      }
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
