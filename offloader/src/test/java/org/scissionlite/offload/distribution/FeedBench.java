package org.scissionlite.offload.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundlePart;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.PaddedBundle;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.SmallModel;

/** An edge that offers bundles, and feeds from it whose runtimes are counted. */
abstract class FeedBench {
  static final String NAME = "parts";
  static final int NOISE = 100_000;
  static final BundlePart ALL = new BundlePart("", true);
  static final String DEVICE = "relu.pool2+q8/device.onnx";

  @TempDir Path home;
  final List<String> told = new CopyOnWriteArrayList<>();
  final AtomicInteger open = new AtomicInteger();
  volatile boolean meetsOther;
  volatile String unusable = "";
  Bundle first;
  Bundle second;
  FakeEdge edge;
  FeedOptions options;

  /** Stands for a runtime; what it runs is all that a feed's test looks at. */
  record Running(Bundle bundle, AtomicInteger open) implements AutoCloseable {
    @Override
    public void close() {
      open.decrementAndGet();
    }
  }

  final class Opening implements Runner<Running> {
    @Override
    public Running open(Bundle bundle) {
      if (bundle.manifest().id().equals(unusable)) {
        throw new ScissionLiteException("the engine cannot run it");
      }
      open.incrementAndGet();
      return new Running(bundle, open);
    }

    @Override
    public boolean meetsOtherBundle(Running running) {
      return meetsOther;
    }
  }

  @BeforeEach
  void startEdge() throws IOException {
    first = PaddedBundle.withNoise(new SmallModel(1).bundle(home.resolve("1")), NOISE, 1);
    second = PaddedBundle.withNoise(new SmallModel(2).bundle(home.resolve("2")), NOISE, 2);
    edge = new FakeEdge(first);
    options =
        FeedOptions.in(home.resolve("cache"), ALL)
            .askingEvery(Duration.ofMillis(10))
            .retryingAfter(Duration.ofMillis(1));
  }

  @AfterEach
  void stop() {
    edge.close();
    assertThat(open).hasValue(0);
  }

  BundleFeed<Running> feed() {
    return feed(edge.address());
  }

  BundleFeed<Running> feed(InetSocketAddress address) {
    BundleSource source = BundleSource.of(address, new BundleName(NAME), Duration.ofSeconds(10));
    return BundleFeed.open(source, options, new Opening(), told::add);
  }

  InetSocketAddress nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
  }

  static Manifest running(BundleFeed<Running> feed) {
    try (Swap.Use<Running> use = feed.running().use()) {
      return use.value().bundle().manifest();
    }
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  Path cached(Bundle bundle) {
    return home.resolve("cache").resolve(NAME).resolve(bundle.manifest().id());
  }

  static void assertSameFiles(Path found, Path expected, List<SliceFile> files) throws IOException {
    for (SliceFile file : files) {
      assertThat(found.resolve(file.path())).hasSameBinaryContentAs(expected.resolve(file.path()));
    }
  }

  List<Path> partialFiles() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("cache").resolve(NAME).resolve("partial"))) {
      return files.toList();
    }
  }
}
