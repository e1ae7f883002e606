package org.scissionlite.cli.offload.access;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.offload.security.EdgeGate;
import picocli.CommandLine.Option;

/** Who may read a device's metrics. */
public final class MetricsGateOptions {
  /** How the names of these options begin. */
  public static final String PREFIX = "--metrics-";

  @Option(
      names = "--metrics-tls-cert",
      paramLabel = "PEM",
      converter = FilePath.class,
      description =
          "Serve --metrics by TLS, showing this certificate (and those after it, up to the authority). It is read again when the file changes. Default: none.")
  private Path certificate;

  @Option(
      names = "--metrics-tls-key",
      paramLabel = "PEM",
      converter = FilePath.class,
      description = "With --metrics-tls-cert: its private key (PKCS#8). Default: none.")
  private Path key;

  @Option(
      names = "--metrics-tls-ca",
      paramLabel = "PEM",
      converter = FilePath.class,
      description =
          "With --metrics-tls-cert: let in only who shows a certificate of an authority in this file; lists of revoked ones may stand in it, too. Default: everybody.")
  private Path authorities;

  @Option(
      names = "--metrics-tokens",
      paramLabel = "FILE",
      converter = FilePath.class,
      description =
          "Show --metrics only to who has a token of this file with the role 'metrics', as for 'edge --tokens'. It is read again when it changes. Default: everybody.")
  private Path tokens;

  @Option(
      names = "--metrics-insecure",
      description =
          "Serve --metrics in the clear also where other machines can read them. Default: off.")
  private boolean isInsecure;

  /**
   * The gate.
   *
   * @param tell takes a line when a file that changed cannot be read
   * @throws org.scissionlite.error.UsageException for options that do not fit, or files that cannot
   *     be read
   */
  public EdgeGate gate(Consumer<String> tell) {
    return new GateFiles(PREFIX, certificate, key, authorities, tokens, isInsecure).gate(tell);
  }
}
