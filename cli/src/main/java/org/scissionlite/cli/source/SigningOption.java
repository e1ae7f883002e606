package org.scissionlite.cli.source;

import java.nio.file.Path;
import java.util.Optional;
import org.scissionlite.bundle.signature.SigningKey;
import picocli.CommandLine.Option;

/** What a bundle is signed with as it is written. */
public final class SigningOption {
  @Option(
      names = "--sign",
      paramLabel = "PEM",
      converter = FilePath.class,
      description =
          "Sign the bundle with this private key (Ed25519), as 'sign' does. Default: it is not signed.")
  private Path signing;

  /**
   * The key; nothing where the bundle is not signed.
   *
   * @throws org.scissionlite.error.ScissionLiteException if it cannot be read
   */
  public Optional<SigningKey> key() {
    return Optional.ofNullable(signing).map(SigningKey::read);
  }
}
