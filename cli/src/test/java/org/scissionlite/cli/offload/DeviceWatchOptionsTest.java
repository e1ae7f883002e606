package org.scissionlite.cli.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.offload.stream.ImageStream.Runners;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who may read what a device does. */
class DeviceWatchOptionsTest {
  @TempDir private Path folder;

  @Command
  private static final class Holder {
    @Mixin private DeviceWatchOptions watch;
  }

  @Test
  void metrics_areServedByTlsToWhoHasAToken() throws Exception {
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("camera.pem");
    certify(certificate, key);
    String secret = "0123456789abcdef0123";
    Path tokens = Files.writeString(folder.resolve("tokens"), "metrics " + secret + "\n");
    Path own = Files.writeString(folder.resolve("own"), secret + "\n");
    Path stranger = Files.writeString(folder.resolve("stranger"), secret + "x\n");
    int port = freePort();
    Holder holder = new Holder();
    new CommandLine(holder)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(
            "--metrics=" + port,
            "--metrics-tls-cert=" + certificate,
            "--metrics-tls-key=" + key,
            "--metrics-tokens=" + tokens);
    Runners runners = Runners.of((inputs, arrived) -> new CompletableFuture<>());
    try (var watching = holder.watch.watch(runners, false, Optional.empty(), line -> {})) {
      assertThat(watching.runners().device()).isEmpty();
      assertThat(top(port, "--tls-ca", certificate, "--token-file", own).exitCode()).isZero();
      assertThat(top(port, "--tls-ca", certificate, "--token-file", stranger).problem())
          .contains("only to who has a token with the role 'metrics'");
      assertThat(top(port).problem()).contains("give --tls-ca").hasLineCount(1);
    }
  }

  private static CommandRun top(int port, Object... access) {
    Object[] words = new Object[6 + access.length];
    System.arraycopy(
        new Object[] {"top", "localhost:" + port, "--count", "1", "--interval", "0.1"},
        0,
        words,
        0,
        6);
    System.arraycopy(access, 0, words, 6, access.length);
    return CommandRun.of(words);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void certify(Path certificate, Path key) throws Exception {
    Process process =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=camera",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
