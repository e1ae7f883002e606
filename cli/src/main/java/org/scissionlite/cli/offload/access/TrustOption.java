package org.scissionlite.cli.offload.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.cli.source.FilePath;
import picocli.CommandLine.Option;

/** Whose bundles are taken. */
public final class TrustOption {
  @Option(
      names = "--trust",
      paramLabel = "PEM",
      converter = FilePath.class,
      description =
          "Take only bundles that the owner of this public key (Ed25519) has signed; several with their own --trust. Default: all bundles.")
  private List<Path> files = new ArrayList<>();

  /**
   * The keys.
   *
   * @throws org.scissionlite.error.UsageException if one cannot be read
   */
  public TrustedKeys keys() {
    return TrustedKeys.read(files);
  }
}
