package org.scissionlite.offload.distribution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundlePart;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.PaddedBundle;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.protocol.FileRequest;

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
        CompletableFuture<Process> child = new CompletableFuture<>();
        long delayNanos = cut == CUTS - 1 ? random.nextInt(200_000_000) : 0;
        boolean isLate = cut == 1;
        edge.afterBytes(
            1 + random.nextInt(NOISE / 2 / CUTS),
            () -> {
              LockSupport.parkNanos(delayNanos);
              while (isLate && !hasPart(cache)) {
                LockSupport.parkNanos(100_000);
              }
              child.join().destroyForcibly();
            });
        child.complete(FetchingChild.start(port, cache, log));
        assertThat(child.join().waitFor(30, TimeUnit.SECONDS)).isTrue();
        kills += child.join().exitValue() == 0 ? 0 : 1;
      }
      Process last = FetchingChild.start(port, cache, log);
      assertThat(last.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(last.exitValue()).as("seed %d: %s", seed, Files.readString(log)).isZero();
      assertThat(kills).as("seed %d", seed).isGreaterThanOrEqualTo(CUTS - 1);
      for (List<Long> offsets : offsets(edge).values()) {
        assertThat(offsets).as("seed %d: it goes on where it was", seed).isSorted();
      }
      assertThat(offsets(edge).values().stream().flatMap(List::stream))
          .as("seed %d", seed)
          .anyMatch(offset -> offset > 0);
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

  /** Whether a part of a file is on the disk. */
  private static boolean hasPart(Path cache) {
    File[] files = cache.resolve("parts").resolve("partial").toFile().listFiles();
    return files != null && Stream.of(files).anyMatch(file -> file.length() > 0);
  }

  /** From where each file was asked for, in order. */
  private static Map<String, List<Long>> offsets(FakeEdge edge) {
    return edge.requests().stream()
        .collect(groupingBy(FileRequest::getPath, mapping(FileRequest::getOffset, toList())));
  }
}
