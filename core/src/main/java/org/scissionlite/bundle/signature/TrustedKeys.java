package org.scissionlite.bundle.signature;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.PemFile;

/** The public keys (Ed25519) whose signatures are taken; none where nobody asks for signatures. */
public final class TrustedKeys {
  private static final TrustedKeys ANYBODY = new TrustedKeys(List.of());

  private final List<PublicKey> keys;

  private TrustedKeys(List<PublicKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Nobody asks for signatures. */
  public static TrustedKeys anybody() {
    return ANYBODY;
  }

  /**
   * The keys in files of {@code openssl pkey -pubout}, one each.
   *
   * @throws UsageException if one cannot be read, or is of another kind
   */
  public static TrustedKeys read(List<Path> files) {
    List<PublicKey> keys = new ArrayList<>();
    for (Path file : files) {
      PublicKey key = PemFile.read(file).publicKey();
      if (!key.getAlgorithm().equals(SigningKey.KIND)) {
        throw new UsageException(
            "%s: expected a public key of Ed25519, got %s".formatted(file, key.getAlgorithm()));
      }
      keys.add(key);
    }
    return new TrustedKeys(keys);
  }

  /** Whether signatures are asked for. */
  public boolean areAsked() {
    return !keys.isEmpty();
  }

  /**
   * Whether one of the keys has signed a message.
   *
   * @param signature in base64; anything else is none
   */
  public boolean haveSigned(byte[] message, String signature) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return keys.stream().anyMatch(key -> hasSigned(key, message, bytes));
  }

  private static boolean hasSigned(PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature verifying = Signature.getInstance(SigningKey.ALGORITHM);
      verifying.initVerify(key);
      verifying.update(message);
      return verifying.verify(signature);
    } catch (SignatureException | InvalidKeyException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new ScissionLiteException("this Java cannot check signatures of Ed25519", e);
    }
  }
}
