package org.scissionlite.offload.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundlePart;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.PaddedBundle;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.Standstill;
import org.scissionlite.protocol.FileRequest;

class BundleFeedTest extends FeedBench {
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
    try (BundleFeed<Running> feed = feed();
        Standstill standstill = Standstill.watched()) {
      edge.offer(second);
      meetsOther = true;
      long start = System.nanoTime();
      await(() -> running(feed).id().equals(second.manifest().id()));
      assertThat(Duration.ofNanos(System.nanoTime() - start - standstill.nanos()))
          .isLessThan(Duration.ofSeconds(5));
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
                    old.task(),
                    old.scenarios(),
                    null,
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
}
