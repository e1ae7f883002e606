package org.scissionlite.cli.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.Program;
import org.scissionlite.link.Framing;
import org.scissionlite.link.Network;
import org.scissionlite.link.NetworkFile;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;

class LinkProbeCommandTest {
  @TempDir Path folder;

  @Test
  void probe_writesTheLinkAndKeepsTheOthers() throws IOException {
    assertThat(CommandRun.prepare(folder, "stem").exitCode()).isZero();
    Path csv = folder.resolve("network.csv");
    Files.writeString(csv, "source,destination,ping(ms),bandwidth(Mbps)\nother,server,5,6\n");
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (EdgeServer edge =
        EdgeServer.start(
            BundleReader.open(folder.resolve("bundle")),
            new OrtEngine(),
            EdgeOptions.listeningOn(any))) {
      CommandRun run =
          CommandRun.of(
              "link",
              "probe",
              "--edge",
              "127.0.0.1:" + edge.address().getPort(),
              "--name",
              "camera",
              "--edge-name",
              "server",
              "--most-bytes",
              1_000_000,
              "-o",
              csv);
      assertThat(run.err()).doesNotContain("error");
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).startsWith("round trip ").contains("written to " + csv);
    }
    Network network = NetworkFile.read(csv);
    assertThat(network.links()).hasSize(2);
    assertThat(network.link("other", "server").roundTripMillis()).isEqualTo(5);
    assertThat(network.link("camera", "server").framing()).isEqualTo(Framing.GRPC);
  }

  @Test
  void noEdge_isSaidInOneLineAndTheFileStays() throws IOException {
    Path csv = folder.resolve("network.csv");
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    CommandRun run = CommandRun.of("link", "probe", "--edge", "127.0.0.1:" + free, "-o", csv);
    assertThat(run.exitCode()).isEqualTo(Program.FAILURE);
    assertThat(run.err())
        .startsWith("error: the link cannot be probed: edge 127.0.0.1:" + free + " cannot be")
        .hasLineCount(1);
    assertThat(csv).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--name;a,b;without commas",
        "--most-bytes;1000;at least 500000 bytes",
        "--edge;nowhere;type HOST:PORT"
      })
  void badOption_isWrongUsage(String option, String value, String message) {
    CommandRun run =
        option.equals("--edge")
            ? CommandRun.of("link", "probe", option, value)
            : CommandRun.of("link", "probe", "--edge", "127.0.0.1:1", option, value);
    assertThat(run.exitCode()).isEqualTo(Program.USAGE);
    assertThat(run.err()).contains(message);
  }

  @Test
  void brokenNetworkFile_isRefusedBeforeAnythingIsSent() throws IOException {
    Path csv = Files.writeString(folder.resolve("network.csv"), "nonsense\n");
    CommandRun run = CommandRun.of("link", "probe", "--edge", "127.0.0.1:1", "-o", csv);
    assertThat(run.exitCode()).isEqualTo(Program.USAGE);
    assertThat(run.err()).contains("network.csv, line 1: expected the columns");
    assertThat(csv).hasContent("nonsense");
  }
}
