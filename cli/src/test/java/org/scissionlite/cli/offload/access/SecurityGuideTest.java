package org.scissionlite.cli.offload.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.Main;
import org.scissionlite.link.Framing;
import org.scissionlite.link.Link;
import org.scissionlite.link.NetworkFile;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.edge.EdgeWatch;
import org.scissionlite.offload.security.EdgeGate;
import org.scissionlite.offload.security.ServerTls;
import org.scissionlite.offload.security.Tokens;
import org.scissionlite.onnx.runtime.OrtEngine;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What docs/security.md says, done: its commands run, and device and edge with their files. */
class SecurityGuideTest {
  private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(.*?)```");

  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir static Path folder;
  private static Path bundle;

  @BeforeAll
  static void runTheCommandsOfTheGuide() throws Exception {
    String commands =
        COMMANDS
            .matcher(Files.readString(guide()))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.joining("\n", "set -eu\n", ""));
    Process process =
        new ProcessBuilder("bash", "-c", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    CommandRun prepared = CommandRun.prepare(folder, "join");
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    bundle = folder.resolve("bundle");
  }

  private static Path guide() {
    Path place = Path.of("").toAbsolutePath();
    while (!Files.exists(place.resolve("docs/security.md"))) {
      place = place.getParent();
    }
    return place.resolve("docs/security.md");
  }

  private static Path file(String name) {
    return folder.resolve(name);
  }

  private static EdgeServer serve(EdgeGate gate) {
    return EdgeServer.start(
        BundleReader.open(bundle),
        new OrtEngine(),
        EdgeOptions.listeningOn(ANY).withThreads(1).withGate(gate));
  }

  private static EdgeGate tls() {
    ServerTls tls =
        ServerTls.of(
            file("edge.crt"), file("edge.key"), Optional.of(file("plant.crt")), line -> {});
    return EdgeGate.local().with(tls);
  }

  private static CommandRun device(EdgeServer edge, Object... more) {
    List<Object> words =
        List.of(
            "device", bundle, "--random", "1", "--edge", "localhost:" + edge.address().getPort());
    return CommandRun.of(Stream.concat(words.stream(), Stream.of(more)).toArray());
  }

  @Test
  void edgeAndDeviceOfTheGuide_workTogether() {
    try (EdgeServer edge = serve(tls())) {
      CommandRun run =
          device(
              edge,
              "--tls-ca",
              file("plant.crt"),
              "--tls-cert",
              file("camera.crt"),
              "--tls-key",
              file("camera.key"));
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).contains("answered by the edge");
    }
  }

  @Test
  void opensslClient_believesTheEdgeAndSpeaksNoOldTlsWithIt() throws Exception {
    try (EdgeServer edge = serve(tls())) {
      String[] shown = {"-cert", "camera.crt", "-key", "camera.key"};
      String said = openssl(edge, Stream.concat(Stream.of(shown), Stream.of("-alpn", "h2")));
      assertThat(said)
          .contains("Verify return code: 0 (ok)", "ALPN protocol: h2", "subject=CN = edge")
          .containsPattern("CN ?= ?plant")
          .contains("Acceptable client certificate CA names");
      assertThat(openssl(edge, Stream.of("-tls1_1"))).contains("Cipher is (NONE)");
    }
  }

  /** What the program openssl says of an edge. */
  private static String openssl(EdgeServer edge, Stream<String> more) throws Exception {
    Stream<String> words =
        Stream.of(
            "openssl",
            "s_client",
            "-connect",
            "localhost:" + edge.address().getPort(),
            "-verify_hostname",
            "localhost",
            "-CAfile",
            "plant.crt");
    Process process =
        new ProcessBuilder(Stream.concat(words, more).toList())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return said;
  }

  @Test
  void secrets_areGivenInFilesAlone_soThatNoListOfProcessesShowsThem() {
    List<CommandLine> commands = new ArrayList<>(List.of(Main.commandLine()));
    int asked = 0;
    for (int i = 0; i < commands.size(); i++) {
      CommandLine command = commands.get(i);
      command.getSubcommands().values().forEach(commands::add);
      for (OptionSpec option : command.getCommandSpec().options()) {
        if (option.longestName().matches("--.*(token|password|secret|-key|-cert).*")) {
          asked++;
          assertThat(option.paramLabel())
              .as("%s %s", command.getCommandName(), option.longestName())
              .isIn("FILE", "PEM", "NAME");
        }
      }
    }
    assertThat(asked).isGreaterThan(10);
  }

  @Test
  void probeWithTheFilesOfTheGuide_measuresTheLinkOverTls() {
    Path csv = file("network.csv");
    try (EdgeServer edge = serve(tls())) {
      String address = "localhost:" + edge.address().getPort();
      Object[] words = {"link", "probe", "--edge", address, "--most-bytes", 500_000, "-o", csv};
      Object[] access = {
        "--tls-ca",
        file("plant.crt"),
        "--tls-cert",
        file("camera.crt"),
        "--tls-key",
        file("camera.key")
      };
      CommandRun run =
          CommandRun.of(Stream.concat(Arrays.stream(words), Arrays.stream(access)).toArray());
      assertThat(run.exitCode()).as(run.err()).isZero();
    }
    Link link = NetworkFile.read(csv).link("device", "edge");
    assertThat(link.framing()).isEqualTo(Framing.GRPC_TLS);
    assertThat(link.roundTripMillis()).isPositive();
  }

  @Test
  void deviceThatIsNotLetIn_saysWhyAndAnswersByItself() {
    try (EdgeServer edge = serve(tls())) {
      CommandRun run = device(edge, "--tls-ca", file("plant.crt"));
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("answered by the device");
      assertThat(run.err())
          .contains("it asks for a certificate of this device; give --tls-cert and --tls-key")
          .hasLineCount(1);
    }
  }

  @Test
  void edgeOfTheGuide_isWatchedAndTriedOverTls() {
    EdgeOptions options = EdgeOptions.listeningOn(ANY).withThreads(1).withGate(tls());
    EdgeFeatures features = EdgeFeatures.none().watched(EdgeWatch.NONE.listeningOn(ANY));
    List<Bundle> bundles = List.of(BundleReader.open(bundle));
    try (EdgeServer edge = EdgeServer.start(bundles, new OrtEngine(), options, features)) {
      String http = "localhost:" + edge.httpAddress().orElseThrow().getPort();
      Object[] access = {
        "--tls-ca",
        file("plant.crt"),
        "--tls-cert",
        file("camera.crt"),
        "--tls-key",
        file("camera.key")
      };
      CommandRun top = run(access, "top", http, "--interval", "0.1", "--count", "1");
      assertThat(top.exitCode()).as(top.err()).isZero();
      assertThat(top.out()).contains("0 waiting");
      assertThat(CommandRun.of("top", http).problem()).contains("give --tls-ca").hasLineCount(1);
      assertThat(CommandRun.of("top", http, "--tls-ca", file("plant.crt")).problem())
          .contains("gives no metrics")
          .hasLineCount(1);
      String grpc = "localhost:" + edge.address().getPort();
      CommandRun tried = run(access, "conformance", grpc, "--http", http, "--model", "tiny");
      assertThat(tried.exitCode()).as(tried.out() + tried.err()).isZero();
    }
  }

  private static CommandRun run(Object[] access, Object... words) {
    return CommandRun.of(Stream.concat(Arrays.stream(words), Arrays.stream(access)).toArray());
  }

  @Test
  void tokensOfTheGuide_areTakenAndOthersAreNot() {
    EdgeGate gate = EdgeGate.local().with(Tokens.of(file("edge.tokens"), line -> {}));
    try (EdgeServer edge = serve(gate)) {
      for (String token : List.of("camera.token", "keeper.token")) {
        CommandRun run = device(edge, "--token-file", file(token));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("answered by the edge");
      }
      assertThat(device(edge).err())
          .contains("does not let this device in: this edge asks for a token")
          .hasLineCount(1);
    }
  }

  @Test
  void probeInTheClear_saysThatTheEdgeSpeaksTls() {
    try (EdgeServer edge = serve(tls())) {
      String address = "localhost:" + edge.address().getPort();
      CommandRun run = CommandRun.of("link", "probe", "--edge", address);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.problem()).contains("it speaks TLS alone; give --tls-ca").hasLineCount(1);
    }
  }

  @Test
  void optionsThatDoNotFit_areRefusedInOneLine() throws IOException {
    assertRefused(
        "--tls-cert and --tls-key belong together",
        "device",
        bundle,
        "--random",
        "1",
        "--edge",
        "localhost:1",
        "--tls-cert",
        file("edge.crt"));
    assertRefused(
        "speak of an edge; give --edge HOST:PORT",
        "device",
        bundle,
        "--random",
        "1",
        "--tls-ca",
        file("plant.crt"));
    assertRefused(
        "--tls-cert and --tls-key belong together", "edge", bundle, "--tls-key", file("edge.key"));
    assertRefused(
        "give --tls-cert and --tls-key, too", "edge", bundle, "--tls-ca", file("plant.crt"));
    assertRefused(
        "camera.key is not the key of the certificate in",
        "edge",
        bundle,
        "--tls-cert",
        file("edge.crt"),
        "--tls-key",
        file("camera.key"));
    Path text = Files.writeString(file("text.pem"), "a text");
    assertRefused(
        "text.pem: expected a PEM file with '-----BEGIN ...-----'",
        "device",
        bundle,
        "--random",
        "1",
        "--edge",
        "localhost:1",
        "--tls-ca",
        text);
    assertRefused(
        "--metrics-tls-cert and --metrics-tls-key belong together",
        "device",
        bundle,
        "--random",
        "1",
        "--metrics",
        "0",
        "--metrics-tls-cert",
        file("edge.crt"));
    assertRefused(
        "give --metrics-tls-cert and --metrics-tls-key (docs/security.md makes them), or --metrics-insecure in a network that you trust, or --metrics 127.0.0.1:",
        "device",
        bundle,
        "--random",
        "1",
        "--metrics",
        "0.0.0.0:0");
    assertRefused("0.0.0.0:8001 can be reached from other machines, in the clear", "edge", bundle);
  }

  private static void assertRefused(String why, Object... words) {
    CommandRun run = CommandRun.of(words);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(why).hasLineCount(1);
  }
}
