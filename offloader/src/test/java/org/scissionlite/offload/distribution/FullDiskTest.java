package org.scissionlite.offload.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundlePart;
import org.scissionlite.bundle.PaddedBundle;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.SmallModel;

/** A cache on a disk of 300,000 bytes; needs the right to mount one. */
class FullDiskTest {
  private static final BundlePart ALL = new BundlePart("", true);

  @TempDir private Path home;
  private Path disk;
  private Bundle bundle;
  private FakeEdge edge;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(home.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk.toString()),
        "a small disk cannot be mounted here; run the tests as root");
    bundle = PaddedBundle.withNoise(new SmallModel(1).bundle(home.resolve("1")), 200_000, 1);
    edge = new FakeEdge(bundle);
  }

  @AfterEach
  void unmount() throws Exception {
    if (edge != null) {
      edge.close();
    }
    run("umount", disk.toString());
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void fill(int bytes) {
    try {
      Files.write(disk.resolve("filler"), new byte[bytes]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fetch() {
    BundleName name = new BundleName("parts");
    try (BundleCache cache = BundleCache.open(disk, name);
        BundleSource source = BundleSource.of(edge.address(), name, Duration.ofSeconds(10))) {
      new Download(source, cache, FeedOptions.in(disk, ALL), (done, total) -> {})
          .fetch(bundle.manifest(), Optional.empty());
    }
  }

  private List<Path> partial() throws IOException {
    try (Stream<Path> files = Files.list(disk.resolve("parts/partial"))) {
      return files.toList();
    }
  }

  @Test
  void diskThatIsFullBefore_isSaidWithWhatIsNeeded() {
    fill(150_000);
    assertThatThrownBy(this::fetch)
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageMatching(
            "cannot keep bundle 'parts' in .*/disk/parts: it needs \\d+ kB more, \\d+ kB are free; make room there, or choose another place with --cache");
    assertThat(edge.requests()).isEmpty();
  }

  @Test
  void deviceWhoseDiskIsFull_startsWithWhatItHas() throws IOException {
    for (boolean full : new boolean[] {false, true}) {
      BundleSource source =
          BundleSource.of(edge.address(), new BundleName("parts"), Duration.ofSeconds(10));
      BundleFeed.open(source, FeedOptions.in(disk, ALL), new Nothing(), line -> {}).close();
      if (!full) {
        fillToTheLastByte();
      }
    }
  }

  private void fillToTheLastByte() throws IOException {
    try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
      while (true) {
        filler.write(0);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static final class Nothing implements Runner<AutoCloseable> {
    @Override
    public AutoCloseable open(Bundle version) {
      return () -> {};
    }

    @Override
    public boolean meetsOtherBundle(AutoCloseable running) {
      return false;
    }
  }

  @Test
  void diskThatFillsMeanwhile_isSaidAndNotLeftFull() throws IOException {
    edge.afterBytes(80_000, () -> fill(150_000));
    assertThatThrownBy(this::fetch)
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageMatching(
            "cannot keep bundle 'parts' in .*: No space left on device; make room.*");
    assertThat(partial()).isEmpty();

    Files.delete(disk.resolve("filler"));
    fetch();
    assertThat(disk.resolve("parts").resolve(bundle.manifest().id()).resolve("manifest.json"))
        .exists();
  }
}
