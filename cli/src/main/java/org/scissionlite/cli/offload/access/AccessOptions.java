package org.scissionlite.cli.offload.access;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.security.ClientTls;
import org.scissionlite.offload.security.EdgeAccess;
import org.scissionlite.offload.security.OwnToken;
import picocli.CommandLine.Option;

/** How a command enters a running edge. */
public final class AccessOptions {
  @Option(
      names = "--tls-ca",
      paramLabel = "PEM",
      converter = FilePath.class,
      description =
          "Speak TLS with the edge, whose certificate must come from an authority in this file. Default: in the clear.")
  private Path authorities;

  @Option(
      names = "--tls-cert",
      paramLabel = "PEM",
      converter = FilePath.class,
      description =
          "With --tls-ca: this device's certificate, for an edge that asks for one. Default: none.")
  private Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "PEM",
      converter = FilePath.class,
      description = "With --tls-cert: its private key. Default: none.")
  private Path key;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      converter = FilePath.class,
      description =
          "Show the token in this file, for an edge that asks for one; to another machine over TLS only. Default: none.")
  private Path token;

  /**
   * Refuses these options where no edge is entered.
   *
   * @throws UsageException if one is given
   */
  public void refuse() {
    if (authorities != null || certificate != null || key != null || token != null) {
      throw new UsageException(
          "--tls-ca and --token-file speak of an edge; give --edge HOST:PORT, too");
    }
  }

  /**
   * The way in.
   *
   * @param tell takes a line when a file that changed cannot be read
   * @throws UsageException for options that do not fit, or files that cannot be read
   */
  public EdgeAccess access(Consumer<String> tell) {
    if ((certificate == null) != (key == null)) {
      throw new UsageException("--tls-cert and --tls-key belong together; give both");
    }
    if (certificate != null && authorities == null) {
      throw new UsageException(
          "--tls-cert is shown over TLS only; give --tls-ca with the authority of the edge, too");
    }
    EdgeAccess plain =
        token == null ? EdgeAccess.plain() : EdgeAccess.plain().with(OwnToken.of(token, tell));
    if (authorities == null) {
      return plain;
    }
    ClientTls tls = ClientTls.trusting(authorities, tell);
    return plain.with(certificate == null ? tls : tls.showing(certificate, key, tell));
  }
}
