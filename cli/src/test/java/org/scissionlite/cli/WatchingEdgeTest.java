package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code edge} with several bundles, and with a folder that it watches. */
class WatchingEdgeTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path folder;

  private Path prepare(String place, String cut) throws IOException {
    CommandRun run = CommandRun.prepare(folder, cut, "--preprocessing", "unit");
    assertThat(run.exitCode()).as(run.err()).isZero();
    Files.createDirectories(folder.resolve(place).getParent());
    return Files.move(folder.resolve("bundle"), folder.resolve(place));
  }

  private static void await(ChildRun edge, String beginning) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!edge.saidLine(beginning)) {
      assertThat(System.nanoTime()).as("%s", edge.lines()).isLessThan(end);
      assertThat(edge.process().isAlive()).as("%s", edge.lines()).isTrue();
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  @Test
  void edge_servesWhatItWasGivenAndWhatComesToItsFolder() throws Exception {
    Path screws = prepare("given/screws", "join");
    Path parts = prepare("made/parts", "stem");
    Path bundles = Files.createDirectory(folder.resolve("bundles"));
    ChildRun edge =
        ChildRun.start(
            folder,
            "edge",
            screws,
            "--watch",
            bundles,
            "--listen",
            "127.0.0.1:0",
            "--distribute",
            "--rehearse=0");
    try {
      await(edge, "listening on 127.0.0.1:");
      assertThat(edge.lines()).anyMatch(line -> line.endsWith(", serving tiny.join.none, tiny"));
      copy(parts, bundles.resolve("parts"));
      await(edge, "bundle 'parts' is loaded: ");
      Files.move(bundles, folder.resolve("elsewhere"));
      await(edge, "the watched folder " + bundles + " is away");
    } finally {
      edge.process().destroy();
    }
    assertThat(edge.exitCode()).isEqualTo(143);
    assertThat(edge.lines()).noneMatch(line -> line.contains("Exception"));
  }

  @Test
  void bundlesOfOneName_areRefused() throws IOException {
    Path one = prepare("one/parts", "join");
    Path two = prepare("two/parts", "stem");
    CommandRun run = CommandRun.of("edge", one, two, "--listen", "127.0.0.1:0");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("two bundles are both named 'parts'").hasLineCount(1);
  }

  @Test
  void bundlesBeyondTheBudget_areRefused() throws IOException {
    Path one = prepare("one", "join");
    Path two = prepare("two", "stem");
    CommandRun run =
        CommandRun.of("edge", one, two, "--listen", "127.0.0.1:0", "--max-sessions", 1);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("bundle 'two' needs 1 sessions, 1 of 1 are taken", "--max-sessions 2")
        .hasLineCount(1);
    assertThat(CommandRun.of("edge", "--watch", folder.resolve("none"), "--insecure").err())
        .contains("is no folder that could be watched")
        .hasLineCount(1);
    assertThat(CommandRun.of("edge", one, "--max-request", 0, "--insecure").err())
        .contains("--max-request: expected 1 to 2000 MB, got 0");
    assertThat(CommandRun.of("edge", one, "--max-sessions", 0, "--insecure").err())
        .contains("a session");
  }
}
