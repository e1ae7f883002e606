package org.scissionlite.cli.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.Program;
import org.scissionlite.cli.TinyModel;
import org.scissionlite.link.NetworkFile;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.edge.MeasurementService;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfileFile;

/** The command {@code benchmark --edge} against an edge that measures in processes of its own. */
class BothSidesTest {
  @TempDir private Path folder;

  private EdgeServer edge() {
    return EdgeServer.start(
        List.of(),
        new OrtEngine(),
        EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
        EdgeFeatures.none()
            .measuring(
                Optional.of(
                    new MeasurementService(
                        new MeasuringChild(1), MeasurementService.Limits.of(100_000_000)))));
  }

  private CommandRun benchmark(Path model, int port, Object... more) {
    List<Object> words = new ArrayList<>(List.of("benchmark", model, "--name", "camera"));
    words.addAll(List.of("--edge", "127.0.0.1:" + port, "--edge-name", "server"));
    words.addAll(List.of("--warmup", 1, "--repeats", 2, "--memory", "computed"));
    words.addAll(List.of("--typical-layer", "transform", "-o", folder.resolve("profiles")));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  private static long leftOvers() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("scissionlite-measure"))
          .count();
    }
  }

  @Test
  void oneCommand_writesAllThatAPlanNeeds() throws IOException {
    Path model = TinyModel.writeTo(folder);
    long before = leftOvers();
    try (EdgeServer edge = edge()) {
      CommandRun run = benchmark(model, edge.address().getPort(), "--interval", "5ms");
      assertThat(run.exitCode()).as(run.err()).isIn(0, Program.FAILURE);
      assertThat(run.err()).doesNotContain("unexpected").contains("edge: benchmark of model");
      assertThat(run.out()).contains("on edge 'server'", "on device 'camera'");
    }
    assertThat(leftOvers()).isEqualTo(before);
    Path profiles = folder.resolve("profiles");
    Profile server = ProfileFile.read(profiles.resolve("edge-server-tiny.json"));
    Profile camera = ProfileFile.read(profiles.resolve("device-camera-tiny.json"));
    assertThat(server.model()).isEqualTo(camera.model());
    assertThat(server.provenance().repeats()).isEqualTo(2);
    assertThat(server.intervals().start()).isNotNull();
    assertThat(server.cuts().get(1).typicalLayers()).hasSize(1);
    Path network = profiles.resolve("network.csv");
    assertThat(NetworkFile.read(network).link("camera", "server").roundTripMillis()).isPositive();
    CommandRun plan =
        CommandRun.of("plan", model, "--profiles", profiles, "--network", network, "-r", 1);
    assertThat(plan.exitCode()).as(plan.err()).isZero();
  }

  @Test
  void fileThatIsNoModel_isRefusedWhereItIsRead() throws IOException {
    Path model = Files.writeString(folder.resolve("junk.onnx"), "no model");
    try (EdgeServer edge = edge()) {
      CommandRun run = benchmark(model, edge.address().getPort());
      assertThat(run.exitCode()).isNotZero();
      assertThat(run.err().lines().filter(line -> line.startsWith("error:"))).hasSize(1);
    }
    assertThat(folder.resolve("profiles")).doesNotExist();
  }

  @Test
  void whatTheEdgeRefuses_isSaidAndNothingIsWritten() throws IOException {
    Path model = TinyModel.writeTo(folder);
    long before = leftOvers();
    try (EdgeServer edge =
        EdgeServer.start(
            List.of(),
            new OrtEngine(),
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            EdgeFeatures.none()
                .measuring(
                    Optional.of(
                        new MeasurementService(
                            (order, place, file, progress) ->
                                new MeasuringChild(1)
                                    .profile(
                                        order.toBuilder().setMemory("@/etc/hostname").build(),
                                        place,
                                        file,
                                        progress),
                            MeasurementService.Limits.of(100_000_000)))))) {
      CommandRun run = benchmark(model, edge.address().getPort());
      assertThat(run.exitCode()).isEqualTo(Program.FAILURE);
      assertThat(run.err())
          .contains("error: edge 127.0.0.1:")
          .contains("unknown way to know the memory '@/etc/hostname'");
    }
    assertThat(folder.resolve("profiles")).doesNotExist();
    assertThat(leftOvers()).isEqualTo(before);
  }

  @Test
  void whatDoesNotGoTogether_isRefusedBeforeAnythingIsMeasured() throws IOException {
    Path model = TinyModel.writeTo(folder);
    assertThat(benchmark(model, 1, "--tier", "edge").err()).contains("--edge goes with one model");
    assertThat(benchmark(model, 1, "--edge-name", "camera").err()).contains("--edge-name");
    Path csv = Files.writeString(folder.resolve("n.csv"), "nonsense\n");
    assertThat(benchmark(model, 1, "--network", csv).err()).contains("n.csv, line 1");
    assertThat(CommandRun.of("edge").err()).contains("give the folder of a BUNDLE");
    assertThat(CommandRun.of("edge", "--insecure", "--measure", "--measure-limit", 0).err())
        .contains("--measure-limit: expected 1 to 2000 MB, got 0");
    assertThat(folder.resolve("profiles")).doesNotExist();
  }
}
