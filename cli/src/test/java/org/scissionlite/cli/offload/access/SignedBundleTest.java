package org.scissionlite.cli.offload.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;

/** Bundles that were signed, and those that only look like it, on devices and edges. */
class SignedBundleTest {
  @TempDir private Path folder;
  private Path bundle;
  private Path key;
  private Path ours;
  private Path theirs;

  @BeforeEach
  void makeKeysAndASignedBundle() throws Exception {
    key = folder.resolve("ours.key");
    ours = pair("ours");
    theirs = pair("theirs");
    CommandRun run = CommandRun.prepare(folder, "join", "--sign", key);
    assertThat(run.exitCode()).as(run.err()).isZero();
    bundle = folder.resolve("bundle");
  }

  private Path pair(String name) throws Exception {
    Path secret = folder.resolve(name + ".key");
    Path open = folder.resolve(name + ".pub");
    openssl("genpkey", "-algorithm", "ed25519", "-out", secret.toString());
    openssl("pkey", "-in", secret.toString(), "-pubout", "-out", open.toString());
    return open;
  }

  private static void openssl(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private CommandRun device(Path trusted) {
    return CommandRun.of("device", bundle, "--random", "1", "--trust", trusted);
  }

  private void assertRefused(CommandRun run, String why) {
    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: ").contains(why).hasLineCount(1);
  }

  private void rewrite(String pattern, String replacement) throws IOException {
    Path manifest = bundle.resolve("manifest.json");
    String before = Files.readString(manifest);
    Files.writeString(manifest, before.replaceFirst(pattern, replacement));
    assertThat(Files.readString(manifest)).isNotEqualTo(before);
  }

  @Test
  void bundleOfAKeyThatIsTrusted_isRun() {
    CommandRun run = device(ours);
    assertThat(run.exitCode()).as(run.err()).isZero();
    CommandRun both =
        CommandRun.of("device", bundle, "--random", "1", "--trust", theirs, "--trust", ours);
    assertThat(both.exitCode()).as(both.err()).isZero();
    assertThat(CommandRun.of("device", bundle, "--random", "1").exitCode()).isZero();
  }

  @Test
  void bundleOfAnotherKey_isRefusedByDeviceAndEdge() {
    assertRefused(device(theirs), "manifest.json: the signature is of no key that is trusted");
    assertRefused(
        CommandRun.of("edge", bundle, "--listen", "127.0.0.1:0", "--trust", theirs),
        "manifest.json: the signature is of no key that is trusted");
  }

  @Test
  void changedManifest_isRefusedAlsoWhereTheIdDoesNotCoverIt() throws IOException {
    rewrite("\"created\" : \"2\\d{3}", "\"created\" : \"2999");
    assertThat(CommandRun.of("device", bundle, "--random", "1").exitCode()).isZero();
    assertRefused(device(ours), "manifest.json: the signature is of no key that is trusted");
  }

  @Test
  void bundleWithoutASignature_isRefusedUntilItIsSigned() throws IOException {
    rewrite(",\\s*\"signature\" : \"[^\"]*\"", "");
    assertRefused(device(ours), "manifest.json: the bundle is not signed; sign it with");
    CommandRun signing = CommandRun.of("sign", bundle, "--key", key);
    assertThat(signing.exitCode()).as(signing.err()).isZero();
    assertThat(signing.out()).startsWith("signed " + bundle + ", bundle ");
    assertThat(device(ours).exitCode()).isZero();
    rewrite("\"signature\" : \"[^\"]*\"", "\"signature\" : \"no base64!\"");
    assertRefused(device(ours), "the signature is of no key that is trusted");
  }

  @Test
  void edgeThatWasTakenOver_cannotHandOutOtherSlices() throws IOException {
    try (EdgeServer edge =
        EdgeServer.start(
            List.of(BundleReader.open(bundle)),
            new OrtEngine(),
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            EdgeFeatures.none().distributing(true))) {
      CommandRun trusting = fetching(edge, ours);
      assertThat(trusting.exitCode()).as(trusting.err()).isZero();
      assertThat(trusting.out()).contains("answered by the edge");
      Path other = folder.resolve("cache-of-another");
      assertRefused(
          CommandRun.of(fetch(edge, theirs, other)),
          "bundle 'bundle': the signature is of no key that is trusted");
      assertThat(other.resolve("bundle/current")).doesNotExist();
    }
  }

  private CommandRun fetching(EdgeServer edge, Path trusted) {
    return CommandRun.of(fetch(edge, trusted, folder.resolve("cache")));
  }

  private Object[] fetch(EdgeServer edge, Path trusted, Path cache) {
    String address = "127.0.0.1:" + edge.address().getPort();
    return new Object[] {
      "device", "bundle", "--from", address, "--random", "1", "--cache", cache, "--trust", trusted
    };
  }

  @Test
  void keysOfAnotherKind_areNamed() throws Exception {
    Path rsa = folder.resolve("rsa.key");
    openssl("genpkey", "-algorithm", "rsa", "-out", rsa.toString());
    CommandRun run = CommandRun.of("sign", bundle, "--key", rsa);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("rsa.key: expected a key of Ed25519, got RSA; make one with");
    assertThat(device(key).err())
        .contains("ours.key: expected a public key, got PRIVATE KEY")
        .hasLineCount(1);
  }
}
