package org.scissionlite.offload.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundlePart;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.PaddedBundle;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.offload.SmallModel;

/** A device that is killed again and again while it fetches. */
class PowerCutTest {
  private static final int NOISE = 400_000;
  private static final int CUTS = 4;

  @TempDir private Path home;

  @Test
  void deviceThatIsKilledAtAnyByte_goesOnAndEndsWithTheWholeBundle() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Bundle bundle = PaddedBundle.withNoise(new SmallModel(1).bundle(home.resolve("1")), NOISE, 1);
    Path cache = home.resolve("cache");
    Path log = home.resolve("log.txt");
    int kills = 0;
    try (FakeEdge edge = new FakeEdge(bundle)) {
      edge.pause(500_000);
      int port = edge.address().getPort();
      for (int cut = 0; cut < CUTS; cut++) {
        Process[] child = new Process[1];
        long delayNanos = cut == CUTS - 1 ? random.nextInt(200_000_000) : 0;
        edge.afterBytes(
            1 + random.nextInt(NOISE / 2 / CUTS),
            () -> {
              LockSupport.parkNanos(delayNanos);
              child[0].destroyForcibly();
            });
        child[0] = FetchingChild.start(port, cache, log);
        assertThat(child[0].waitFor(30, TimeUnit.SECONDS)).isTrue();
        kills += child[0].exitValue() == 0 ? 0 : 1;
      }
      Process last = FetchingChild.start(port, cache, log);
      assertThat(last.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(last.exitValue()).as("seed %d: %s", seed, Files.readString(log)).isZero();
      assertThat(kills).as("seed %d", seed).isGreaterThanOrEqualTo(CUTS - 1);
      assertThat(edge.sentBytes()).as("seed %d", seed).isLessThan(2L * NOISE);
    }
    Bundle kept =
        BundleReader.open(
            cache.resolve("parts").resolve(bundle.manifest().id()),
            new BundlePart("", true),
            TrustedKeys.anybody());
    assertThat(kept.folder().resolve("model.onnx"))
        .hasSameBinaryContentAs(bundle.folder().resolve("model.onnx"));
    assertThat(Files.readString(log)).contains("runs " + bundle.manifest().id());
  }
}
