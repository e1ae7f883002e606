package org.scissionlite.offload.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.PaddedBundle;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.protocol.FileRequest;

/** Edges, caches and disks that do what they should not. */
class HostileFeedTest extends FeedBench {
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
        new SliceFile("model.onnx", "0".repeat(64), 1L << 48, List.of()));
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
