package org.scissionlite.offload.security;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.PemFile;

/**
 * What one side of a connection proves itself with.
 *
 * @param chain its certificate, and those that lead to an authority
 * @param key the private key of the first certificate
 */
record Identity(List<X509Certificate> chain, PrivateKey key) {
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");
  private static final byte[] ANYTHING = new byte[32];

  Identity {
    chain = List.copyOf(chain);
  }

  /**
   * Reads it from two files.
   *
   * @throws UsageException if one cannot be read, they do not belong together, or the certificate
   *     is not valid now
   */
  static Identity read(Path certificateFile, Path keyFile) {
    Identity identity =
        new Identity(
            PemFile.read(certificateFile).certificates(), PemFile.read(keyFile).privateKey());
    X509Certificate own = identity.chain().get(0);
    if (!SIGNATURES.containsKey(identity.key().getAlgorithm())) {
      throw new UsageException(
          "%s: TLS here takes keys of RSA and EC, got %s; make one with 'openssl ecparam -name prime256v1 -genkey'"
              .formatted(keyFile, identity.key().getAlgorithm()));
    }
    if (!identity.belongsTogether(own)) {
      throw new UsageException(
          "%s is not the key of the certificate in %s; give the two that were made together"
              .formatted(keyFile, certificateFile));
    }
    Validity.problem(own, Instant.now())
        .ifPresent(
            problem -> {
              throw new UsageException("%s: %s".formatted(certificateFile, problem));
            });
    return identity;
  }

  private boolean belongsTogether(X509Certificate own) {
    if (!key.getAlgorithm().equals(own.getPublicKey().getAlgorithm())) {
      return false;
    }
    try {
      Signature signing = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
      signing.initSign(key);
      signing.update(ANYTHING);
      byte[] signature = signing.sign();
      signing.initVerify(own.getPublicKey());
      signing.update(ANYTHING);
      return signing.verify(signature);
    } catch (GeneralSecurityException e) {
      throw new ScissionLiteException("this Java cannot use a key of " + key.getAlgorithm(), e);
    }
  }

  /** The certificates as TLS takes them. */
  X509Certificate[] certificates() {
    return chain.toArray(X509Certificate[]::new);
  }
}
