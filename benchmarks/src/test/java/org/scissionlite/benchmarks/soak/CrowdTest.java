package org.scissionlite.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.benchmarks.FirstElement;
import org.scissionlite.benchmarks.load.DevicesChild;
import org.scissionlite.benchmarks.load.LoadModel;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.plan.capacity.Arrivals;

/** A crowd in short, and a process whose memory is watched in place of the edge's. */
@Timeout(120)
class CrowdTest {
  private static final double PERCENT = 100;

  @TempDir private Path folder;

  @Test
  void devicesThatComeAndGo_areAnsweredWhileMemoryIsWatched() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "only Linux tells what a process holds");
    Bundle bundle =
        FirstElement.bundle(
            folder.resolve("bundle"),
            new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 1, 2, 2)));
    Path table = folder.resolve("crowd.csv");
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (EdgeServer edge = EdgeServer.start(bundle, new OrtEngine(), EdgeOptions.listeningOn(any));
        Crowd crowd =
            new Crowd(
                new ProcessBuilder("sleep", "100").start(),
                DevicesChild.start(LoadModel.request(bundle), folder, ""),
                edge.address().getPort(),
                new Arrivals(Arrivals.Pattern.PERIODIC, 5, 10))) {
      SoakReport report = crowd.run(Duration.ofSeconds(3), PERCENT, table);
      assertThat(report.answers()).isPositive();
      assertThat(crowd.refused()).isZero();
      assertThat(report.growths()).containsOnlyKeys("edge, resident", "edge, native");
      assertThat(report.isFlat()).as(report.text()).isTrue();
      assertThat(Files.readAllLines(table)).hasSizeGreaterThan(18);
    }
  }
}
