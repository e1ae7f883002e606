package org.scissionlite.cli.offload.access;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.offload.security.EdgeGate;
import picocli.CommandLine.Option;

/** Who may enter an edge. */
public final class GateOptions {
  @Option(
      names = "--tls-cert",
      paramLabel = "PEM",
      converter = FilePath.class,
      description =
          "Speak TLS, showing this certificate (and those after it, up to the authority). It is read again when the file changes. Default: none.")
  private Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "PEM",
      converter = FilePath.class,
      description = "With --tls-cert: its private key (PKCS#8). Default: none.")
  private Path key;

  @Option(
      names = "--tls-ca",
      paramLabel = "PEM",
      converter = FilePath.class,
      description =
          "With --tls-cert: let in only who shows a certificate of an authority in this file; lists of revoked ones may stand in it, too. Default: everybody.")
  private Path authorities;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      converter = FilePath.class,
      description =
          "Let in only calls with a token of this file: a line for each, its roles (infer, manage, metrics) and the token or its hash. It is read again when it changes. Default: everybody may do everything.")
  private Path tokens;

  @Option(
      names = "--insecure",
      description =
          "Also listen in the clear where other machines can connect, in a network that you trust. Default: off.")
  private boolean isInsecure;

  /**
   * The gate.
   *
   * @param tell takes a line when a file that changed cannot be read
   * @throws org.scissionlite.error.UsageException for options that do not fit, or files that cannot
   *     be read
   */
  public EdgeGate gate(Consumer<String> tell) {
    return new GateFiles("--", certificate, key, authorities, tokens, isInsecure).gate(tell);
  }
}
