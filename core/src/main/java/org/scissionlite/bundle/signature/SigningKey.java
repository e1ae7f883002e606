package org.scissionlite.bundle.signature;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.PemFile;

/** A private key of Ed25519 (RFC 8032). */
public final class SigningKey {
  static final String ALGORITHM = "Ed25519";

  /** What the JDK calls keys of this kind. */
  static final String KIND = "EdDSA";

  private final PrivateKey key;

  private SigningKey(PrivateKey key) {
    this.key = key;
  }

  /**
   * The key in a file of {@code openssl genpkey -algorithm ed25519}.
   *
   * @throws UsageException if it cannot be read, or is of another kind
   */
  public static SigningKey read(Path file) {
    PrivateKey key = PemFile.read(file).privateKey();
    if (!key.getAlgorithm().equals(KIND)) {
      throw new UsageException(
          "%s: expected a key of Ed25519, got %s; make one with 'openssl genpkey -algorithm ed25519 -out %s'"
              .formatted(file, key.getAlgorithm(), file.getFileName()));
    }
    return new SigningKey(key);
  }

  /** The signature of a message, in base64. */
  public String sign(byte[] message) {
    try {
      Signature signing = Signature.getInstance(ALGORITHM);
      signing.initSign(key);
      signing.update(message);
      return Base64.getEncoder().encodeToString(signing.sign());
    } catch (GeneralSecurityException e) {
      throw new ScissionLiteException("this Java cannot sign with Ed25519", e);
    }
  }
}
