package org.scissionlite.offload.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundlePart;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.PaddedBundle;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.protocol.FileRequest;

class BundleFeedTest {
  private static final String NAME = "parts";
  private static final int NOISE = 100_000;
  private static final BundlePart ALL = new BundlePart("", true);
  private static final String DEVICE = "relu.pool2+q8/device.onnx";

  @TempDir private Path home;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean meetsOther;
  private volatile String unusable = "";
  private Bundle first;
  private Bundle second;
  private FakeEdge edge;
  private FeedOptions options;

  /** Stands for a runtime; what it runs is all that a feed's test looks at. */
  private record Running(Bundle bundle, AtomicInteger open) implements AutoCloseable {
    @Override
    public void close() {
      open.decrementAndGet();
    }
  }

  private final class Opening implements Runner<Running> {
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

  private BundleFeed<Running> feed() {
    return feed(edge.address());
  }

  private BundleFeed<Running> feed(InetSocketAddress address) {
    BundleSource source = BundleSource.of(address, new BundleName(NAME), Duration.ofSeconds(10));
    return BundleFeed.open(source, options, new Opening(), told::add);
  }

  private InetSocketAddress nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
  }

  private static Manifest running(BundleFeed<Running> feed) {
    try (Swap.Use<Running> use = feed.running().use()) {
      return use.value().bundle().manifest();
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private Path cached(Bundle bundle) {
    return home.resolve("cache").resolve(NAME).resolve(bundle.manifest().id());
  }

  private static void assertSameFiles(Path found, Path expected, List<SliceFile> files)
      throws IOException {
    for (SliceFile file : files) {
      assertThat(found.resolve(file.path())).hasSameBinaryContentAs(expected.resolve(file.path()));
    }
  }

  @Test
  void device_fetchesTheFilesOfItsPartAndNoOthers() throws IOException {
    try (BundleFeed<Running> feed = feed()) {
      assertThat(running(feed).id()).isEqualTo(first.manifest().id());
      assertThat(running(feed).scenarios()).hasSize(1);
      assertThat(running(feed).wholeModel()).isNotNull();
    }
    assertSameFiles(cached(first), first.folder(), ALL.files(first.manifest()));
    assertThat(edge.requests())
        .extracting(FileRequest::getPath)
        .containsExactly(DEVICE, "relu.pool2+q8/edge.onnx", "model.onnx");
    assertThat(told).isEmpty();
  }

  @Test
  void deviceThatNeverAnswersAlone_fetchesItsSliceOnly() throws IOException {
    options = FeedOptions.in(home.resolve("cache"), new BundlePart("relu.q4", false));
    try (BundleFeed<Running> feed = feed()) {
      assertThat(running(feed).wholeModel()).isNull();
      assertThat(running(feed).scenario("").name()).isEqualTo("relu.q4");
    }
    assertThat(edge.requests())
        .extracting(FileRequest::getPath)
        .allMatch(path -> path.startsWith("relu.q4/") && !path.endsWith("edge.onnx"))
        .isNotEmpty();
  }

  @Test
  void unknownScenario_isNamedWithTheValidOnes() {
    options = FeedOptions.in(home.resolve("cache"), new BundlePart("relu.q5", true));
    assertThatThrownBy(this::feed)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("relu.q4");
  }

  @Test
  void cachedVersion_isNotFetchedAgainAndRunsWithoutTheEdge() throws IOException {
    feed().close();
    edge.requests().clear();
    feed().close();
    assertThat(edge.requests()).isEmpty();

    try (BundleFeed<Running> feed = feed(nobody())) {
      assertThat(running(feed).id()).isEqualTo(first.manifest().id());
    }
    assertThat(told)
        .hasSize(1)
        .allMatch(
            line ->
                line.contains("cannot be reached")
                    && line.contains("; the device runs version ")
                    && line.contains(first.manifest().created()));
  }

  @Test
  void neitherEdgeNorCache_isOneLine() {
    assertThatThrownBy(() -> feed(nobody()))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageNotContaining("\n");
  }

  @Test
  void brokenDownload_goesOnAtTheByteWhereItBroke() throws IOException {
    edge.breakAfter(30_000);
    feed().close();

    assertThat(edge.requests().stream().filter(each -> each.getPath().equals("model.onnx")))
        .extracting(FileRequest::getOffset)
        .containsExactly(0L, 30_000L, 60_000L, 90_000L);
    assertSameFiles(cached(first), first.folder(), ALL.files(first.manifest()));
    assertThat(told).hasSize(3).allMatch(line -> line.endsWith("goes on where it broke"));
  }

  @Test
  void downloadThatBringsNothing_isGivenUpAndGoesOnAtTheNextStart() throws IOException {
    edge.tamper(bytes -> java.util.Arrays.copyOf(bytes, Math.min(bytes.length, 50_000)));
    assertThatThrownBy(this::feed)
        .hasMessageContaining("ended 'model.onnx' of bundle 'parts' after 50000 of 100000 bytes");
    edge.tamper(bytes -> bytes);
    edge.requests().clear();

    feed().close();

    assertThat(edge.requests()).hasSize(1);
    assertThat(edge.requests().get(0).getOffset()).isEqualTo(50_000);
  }

  @Test
  void newVersion_takesOverWhileTheOldOneAnswers() throws IOException {
    try (BundleFeed<Running> feed = feed()) {
      Swap.Use<Running> use = feed.running().use();
      edge.offer(second);
      await(() -> running(feed).id().equals(second.manifest().id()));

      assertThat(use.value().bundle().manifest().id()).isEqualTo(first.manifest().id());
      assertThat(open).hasValue(2);
      assertThat(cached(first)).isDirectory();
      use.close();
      await(() -> open.get() == 1 && !Files.exists(cached(first)));
      assertThat(told)
          .singleElement()
          .asString()
          .startsWith("the device changes to version " + second.manifest().id().substring(0, 12));
    }
    feed(nobody()).close();
    assertThat(cached(second)).isDirectory();
  }

  @Test
  void feedThatIsClosedInADownload_goesOnThereAtTheNextStart() throws IOException {
    try (BundleFeed<Running> feed = feed()) {
      edge.pause(1_000_000);
      edge.requests().clear();
      edge.offer(second);
      await(() -> edge.requests().stream().anyMatch(each -> each.getPath().equals("model.onnx")));
      LockSupport.parkNanos(20_000_000);
      assertThat(running(feed).id()).isEqualTo(first.manifest().id());
    }
    edge.pause(0);
    edge.requests().clear();
    feed().close();
    assertThat(edge.requests()).hasSize(1);
    assertThat(edge.requests().get(0).getOffset()).isPositive();
  }

  @Test
  void edgeThatSaysOtherBundle_isAskedBeforeItIsTime() {
    options = options.askingEvery(Duration.ofSeconds(10));
    try (BundleFeed<Running> feed = feed()) {
      edge.offer(second);
      meetsOther = true;
      long start = System.nanoTime();
      await(() -> running(feed).id().equals(second.manifest().id()));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void filesThatTheVersionInUseHas_areNotFetched() {
    Bundle third =
        PaddedBundle.rewritten(
            new SmallModel(1).bundle(home.resolve("3")),
            old ->
                new Manifest(
                    old.schemaVersion(),
                    old.id(),
                    old.created(),
                    old.model(),
                    old.preprocessing(),
                    List.of("a", "b", "c", "d", "e", "f", "g", "h"),
                    old.scenarios(),
                    null));
    try (BundleFeed<Running> feed = feed()) {
      edge.requests().clear();
      edge.offer(third);
      await(() -> running(feed).id().equals(third.manifest().id()));
      assertThat(edge.requests()).isEmpty();
      assertThat(running(feed).labels()).hasSize(8);
    }
  }

  @Test
  void olderVersion_isRefusedUnlessItIsAllowed() {
    edge.offer(second);
    try (BundleFeed<Running> feed = feed()) {
      edge.offer(first);
      await(() -> !told.isEmpty());
      assertThat(told)
          .singleElement()
          .asString()
          .contains("which is older than version", "--allow-older");
      assertThat(running(feed).id()).isEqualTo(second.manifest().id());
    }
    options = options.allowingOlder(true);
    try (BundleFeed<Running> feed = feed()) {
      assertThat(running(feed).id()).isEqualTo(first.manifest().id());
    }
  }

  @Test
  void versionOfUnknownTime_isOlderThanAnyOther() {
    Bundle unknown = PaddedBundle.madeAt(second, null);
    try (BundleFeed<Running> feed = feed()) {
      edge.offer(unknown);
      await(() -> told.stream().anyMatch(line -> line.contains("made at unknown time, which is")));
      assertThat(running(feed).id()).isEqualTo(first.manifest().id());
    }
  }

  @Test
  void damagedCache_isFoundByItsHashesAndFetchedAgain() throws IOException {
    feed().close();
    Path damaged = cached(first).resolve(DEVICE);
    try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
      file.seek(file.length() / 2);
      file.write(~file.read());
    }
    edge.requests().clear();
    assertThatThrownBy(() -> feed(nobody())).hasMessageContaining("cannot be reached");

    feed().close();

    assertThat(edge.requests()).extracting(FileRequest::getPath).containsExactly(DEVICE);
    assertSameFiles(cached(first), first.folder(), ALL.files(first.manifest()));
    assertThat(told).hasSize(2).allMatch(line -> line.contains("is not whole"));
  }

  @Test
  void partialFileWhoseBytesWereLost_isFetchedFromTheBeginning() throws IOException {
    edge.tamper(bytes -> java.util.Arrays.copyOf(bytes, Math.min(bytes.length, 50_000)));
    assertThatThrownBy(this::feed).hasMessageContaining("after 50000 of");
    edge.tamper(bytes -> bytes);
    Path partial = partialFiles().get(0);
    Files.write(partial, new byte[50_000]);

    feed().close();

    assertSameFiles(cached(first), first.folder(), ALL.files(first.manifest()));
  }

  private List<Path> partialFiles() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("cache").resolve(NAME).resolve("partial"))) {
      return files.toList();
    }
  }

  @Test
  void edgeThatSendsOtherBytesThanItAnnounces_isRefusedAndTheOldVersionGoesOn() throws IOException {
    try (BundleFeed<Running> feed = feed()) {
      edge.tamper(
          bytes -> {
            bytes[0] ^= 1;
            return bytes;
          });
      edge.offer(second);
      await(() -> !told.isEmpty());
      assertThat(told.get(0))
          .contains("sends other bytes of", "; the device goes on with version ");
      assertThat(running(feed).id()).isEqualTo(first.manifest().id());
      assertThat(partialFiles()).isEmpty();
      edge.tamper(bytes -> bytes);
      await(() -> running(feed).id().equals(second.manifest().id()));
    }
  }

  @Test
  void edgeThatSendsMoreThanItAnnounces_isCutOff() throws IOException {
    edge.tamper(bytes -> java.util.Arrays.copyOf(bytes, bytes.length + 1_000_000));
    assertThatThrownBy(this::feed)
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageMatching("edge .* sends more of '.*' than the \\d+ bytes that bundle .*");
    assertThat(partialFiles()).isEmpty();
  }

  @Test
  void announcementWhoseFilesDoNotFitOnTheDisk_isRefusedBeforeAnythingIsFetched() {
    edge.offer(huge());
    assertThatThrownBy(this::feed)
        .hasMessageMatching(
            "cannot keep bundle 'parts' in .*: it needs .* kB more, .* kB are free.*");
    assertThat(edge.requests()).isEmpty();

    edge.offer(first);
    try (BundleFeed<Running> feed = feed()) {
      edge.offer(huge());
      await(() -> !told.isEmpty());
      assertThat(told.get(0)).contains(" kB are free; ", "; the device goes on with version ");
      assertThat(running(feed).id()).isEqualTo(first.manifest().id());
    }
  }

  private Bundle huge() {
    return PaddedBundle.rewritten(
        new SmallModel(3).bundle(home.resolve("3")),
        old ->
            new Manifest(
                old.schemaVersion(),
                old.id(),
                old.created(),
                old.model(),
                old.preprocessing(),
                old.labels(),
                old.scenarios(),
                new SliceFile("model.onnx", "0".repeat(64), 1L << 48, List.of())));
  }

  @Test
  void manifestsThatAreNone_areRefusedInOneLine() {
    String good = org.scissionlite.bundle.ManifestFile.text(first.manifest());
    for (String bad :
        List.of(
            "<html>",
            good.replace(DEVICE, "../../escape.onnx"),
            good.replace(DEVICE, "relu.pool2+q8/edge.onnx"),
            good.replace(first.manifest().id(), "0".repeat(64)),
            good.replace(first.manifest().id(), "../" + "0".repeat(61)))) {
      edge.announce(bad);
      assertThatThrownBy(this::feed)
          .isExactlyInstanceOf(ScissionLiteException.class)
          .hasMessageStartingWith("edge localhost:")
          .hasMessageNotContaining("\n");
    }
    assertThat(home.resolve("escape.onnx")).doesNotExist();
    assertThat(edge.requests()).isEmpty();
  }

  @Test
  void versionThatCannotBeOpened_isToldOnceAndTheOldOneGoesOn() {
    unusable = second.manifest().id();
    try (BundleFeed<Running> feed = feed()) {
      edge.offer(second);
      await(() -> !told.isEmpty());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      assertThat(told)
          .singleElement()
          .asString()
          .startsWith("the engine cannot run it; the device");
      assertThat(running(feed).id()).isEqualTo(first.manifest().id());
    }
    try (BundleFeed<Running> feed = feed()) {
      assertThat(running(feed).id()).isEqualTo(first.manifest().id());
    }
  }

  @Test
  void cacheThatAnotherDeviceUses_isRefused() {
    try (BundleFeed<Running> feed = feed()) {
      assertThat(running(feed)).isNotNull();
      assertThatThrownBy(this::feed)
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("is in use by another device");
    }
  }

  @Test
  void namesThatLeaveTheCache_areRefused() {
    for (String name :
        List.of("../parts", "/parts", "..", ".", "a/b", "a\\b", "", "x".repeat(81))) {
      assertThatThrownBy(() -> new BundleName(name))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("is no name of a bundle on an edge");
    }
  }

  @Test
  void linkInTheCacheThatLeavesIt_isRefused() throws IOException {
    Path outside = Files.createDirectory(home.resolve("outside"));
    Files.createSymbolicLink(Files.createDirectory(home.resolve("cache")).resolve(NAME), outside);
    assertThatThrownBy(this::feed)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("leaves");
  }
}
