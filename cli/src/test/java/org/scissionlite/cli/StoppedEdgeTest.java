package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.RandomPictures;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.onnx.runtime.OrtEngine;

/** An edge that is told to end while a device sends it one image after another. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StoppedEdgeTest {
  private static final String READY = "listening on ";
  private static final int STOPPED = 143;

  @TempDir private Path folder;

  private Path prepare() throws IOException {
    Path bundle = folder.resolve("bundle");
    CommandRun run =
        CommandRun.of(
            "prepare",
            TinyModel.writeTo(folder),
            "--cut",
            "stem.relu",
            "--transfer-layer",
            "none",
            "--preprocessing",
            "unit",
            "-o",
            bundle);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return bundle;
  }

  private ChildRun startEdge(String name, Path bundle) throws IOException {
    ChildRun edge =
        ChildRun.start(
            Files.createDirectory(folder.resolve(name)),
            "edge",
            bundle,
            "--listen=127.0.0.1:0",
            "--rehearse=0");
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!edge.saidLine(READY)) {
      assertThat(edge.process().isAlive() && System.nanoTime() < patience).isTrue();
      LockSupport.parkNanos(5_000_000);
    }
    return edge;
  }

  private static InetSocketAddress address(ChildRun edge) {
    String line = edge.lines().stream().filter(each -> each.startsWith(READY)).findFirst().get();
    int port = Integer.parseInt(line.replaceFirst(".*:(\\d+),.*", "$1"));
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static int port(Answer answer) {
    assertThat(answer.servedBy()).isInstanceOf(ServedBy.Edge.class);
    String address = ((ServedBy.Edge) answer.servedBy()).address();
    return Integer.parseInt(address.replaceFirst(".*:", ""));
  }

  @Test
  void edgeThatIsStopped_losesNoImage() throws Exception {
    Path prepared = prepare();
    ChildRun first = startEdge("first", prepared);
    ChildRun second = startEdge("second", prepared);
    try {
      Bundle bundle = BundleReader.open(prepared);
      DeviceOptions options =
          DeviceOptions.sendingTo(List.of(address(first), address(second)))
              .withThreads(1)
              .withDeadline(Duration.ofSeconds(30));
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      try (DeviceRuntime device = DeviceRuntime.open(bundle, new OrtEngine(), options)) {
        Map<String, Tensor> image =
            Map.copyOf(
                RandomPictures.examples(device.inputs(), Preprocessing.named("unit"), 1, 1).get(0));
        submit(device, image, answers, 100);
        first.interruptWhen(() -> true);
        while (first.process().isAlive()) {
          submit(device, image, answers, 10);
        }
        submit(device, image, answers, 100);
      }
      assertThat(first.exitCode()).isEqualTo(STOPPED);
      assertThat(port(answers.get(0).join())).isEqualTo(address(first).getPort());
      assertThat(port(answers.get(answers.size() - 1).join())).isEqualTo(address(second).getPort());
      for (CompletableFuture<Answer> answer : answers) {
        assertThat(port(answer.join())).isPositive();
      }
    } finally {
      first.process().destroyForcibly();
      second.process().destroyForcibly();
    }
  }

  private static void submit(
      DeviceRuntime device,
      Map<String, Tensor> image,
      List<CompletableFuture<Answer>> answers,
      int count) {
    for (int i = 0; i < count; i++) {
      answers.add(device.submit(image, System.nanoTime()));
    }
  }
}
