package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;

/** A stream of the command {@code device --from} while its bundle is replaced on the edge. */
class FollowingStreamTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path folder;
  private Path bundles;
  private Path image;
  private EdgeServer edge;
  private ChildRun device;

  @BeforeEach
  void start() throws IOException {
    bundles = Files.createDirectory(folder.resolve("bundles"));
    image = SmallImages.write(folder.resolve("images"), 1).resolve("0.png");
    publish("join");
    edge =
        EdgeServer.start(
            List.of(),
            new OrtEngine(),
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            EdgeFeatures.none().watching(bundles, Duration.ofMillis(20)).distributing(true));
    device =
        ChildRun.start(
            folder,
            "device",
            "parts",
            "--from",
            "127.0.0.1:" + edge.address().getPort(),
            "--cache",
            folder.resolve("cache"),
            "--check-every",
            1,
            "--stdin",
            "paths",
            "--format",
            "json-lines",
            "--rehearse=0");
  }

  @AfterEach
  void stop() {
    device.process().destroyForcibly();
    edge.close();
  }

  /** A new version of the bundle in the folder that the edge watches. */
  private void publish(String cut, Object... more) throws IOException {
    List<Object> words = new ArrayList<>(List.of("--preprocessing", "unit"));
    words.addAll(List.of(more));
    CommandRun run = CommandRun.prepare(folder, cut, words.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    Path parts = bundles.resolve("parts");
    if (Files.exists(parts)) {
      Files.move(parts, folder.resolve("old-" + cut));
    }
    Files.move(folder.resolve("bundle"), parts);
  }

  private void send() {
    try {
      device.process().getOutputStream().write((image + "\n").getBytes(StandardCharsets.UTF_8));
      device.process().getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> answers() {
    return device.lines().stream().filter(line -> line.startsWith("{")).toList();
  }

  private void awaitAnswers(int count) {
    await(() -> answers().size() >= count);
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s", device.lines()).isLessThan(end);
      assertThat(device.process().isAlive()).as("%s", device.lines()).isTrue();
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void stream_goesOnWithEachNewVersionThatKnowsTheSameClasses() throws Exception {
    send();
    awaitAnswers(1);
    publish("stem");
    await(() -> device.saidLine("note: the device changes to version "));
    send();
    awaitAnswers(2);

    Path labels = Files.write(folder.resolve("labels.txt"), List.of("a", "b", "c", "d", "e"));
    publish("pool", "--labels", labels);
    await(
        () ->
            device.lines().stream()
                .anyMatch(line -> line.contains("start the device again to use it; the device")));
    send();
    awaitAnswers(3);
    device.process().getOutputStream().close();

    assertThat(device.exitCode()).as("%s", device.lines()).isZero();
    assertThat(answers()).hasSize(3);
    assertThat(answers().subList(0, 2)).allMatch(line -> line.contains("\"servedBy\":\"edge\""));
  }
}
