package org.scissionlite.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;

/**
 * A file of keys, certificates or lists of revoked ones as {@code openssl} writes it: PEM blocks of
 * RFC 7468, with any text between them.
 */
public final class PemFile {
  private static final long LARGEST_FILE = 4L << 20;
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private final Path file;
  private final List<Block> blocks;

  private PemFile(Path file, List<Block> blocks) {
    this.file = file;
    this.blocks = blocks;
  }

  private record Block(String label, String base64) {}

  private interface Making<K> {
    K of(KeyFactory factory, KeySpec spec) throws InvalidKeySpecException;
  }

  private interface Reading<T> {
    T of(CertificateFactory factory, ByteArrayInputStream der) throws GeneralSecurityException;
  }

  /**
   * Reads the file, and nothing of what its blocks hold.
   *
   * @throws UsageException if it is missing, unreadable, or no PEM file
   */
  public static PemFile read(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new UsageException("%s: too large for a PEM file".formatted(file));
      }
      Matcher found = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      List<Block> blocks = new ArrayList<>();
      while (found.find()) {
        blocks.add(new Block(found.group(1), found.group(2).replaceAll("\\s", "")));
      }
      if (blocks.isEmpty()) {
        throw new UsageException(
            "%s: expected a PEM file with '-----BEGIN ...-----', as openssl writes it"
                .formatted(file));
      }
      return new PemFile(file, blocks);
    } catch (IOException e) {
      throw new UsageException("cannot read %s: %s".formatted(file, AtomicWrite.reason(e)), e);
    }
  }

  /**
   * The one private key (PKCS#8, not encrypted).
   *
   * @throws UsageException if there is none or it is of another form; says how to convert it
   */
  public PrivateKey privateKey() {
    for (Block block : blocks) {
      if (block.label().equals("ENCRYPTED PRIVATE KEY")) {
        throw new UsageException(
            "%s: the key is protected by a pass phrase, which nobody can type here; take it off with 'openssl pkey -in %s -out plain.key', and let nobody else read that file"
                .formatted(file, file));
      }
      if (block.label().matches("(RSA|EC|DSA) PRIVATE KEY")) {
        throw new UsageException(
            "%s: the key has an older form ('%s'); convert it with 'openssl pkcs8 -topk8 -nocrypt -in %s -out new.key'"
                .formatted(file, block.label(), file));
      }
    }
    return key(
        "PRIVATE KEY",
        new PKCS8EncodedKeySpec(only("PRIVATE KEY", "a private key")),
        KeyFactory::generatePrivate);
  }

  /**
   * The one public key (SPKI).
   *
   * @throws UsageException if there is none
   */
  public PublicKey publicKey() {
    return key(
        "PUBLIC KEY",
        new X509EncodedKeySpec(only("PUBLIC KEY", "a public key")),
        KeyFactory::generatePublic);
  }

  /**
   * All certificates, in their order.
   *
   * @throws UsageException if there is none, or one is damaged
   */
  public List<X509Certificate> certificates() {
    List<X509Certificate> all =
        all("CERTIFICATE", (factory, der) -> (X509Certificate) factory.generateCertificate(der));
    if (all.isEmpty()) {
      throw missing("a certificate");
    }
    return all;
  }

  /**
   * All lists of revoked certificates; there may be none.
   *
   * @throws UsageException if one is damaged
   */
  public List<X509CRL> revocations() {
    return all("X509 CRL", (factory, der) -> (X509CRL) factory.generateCRL(der));
  }

  private <K> K key(String label, KeySpec spec, Making<K> making) {
    for (String algorithm : ALGORITHMS) {
      try {
        return making.of(KeyFactory.getInstance(algorithm), spec);
      } catch (InvalidKeySpecException e) {
        // It may be of the next one.
      } catch (GeneralSecurityException e) {
        throw new ScissionLiteException("this Java knows no keys of " + algorithm, e);
      }
    }
    throw new UsageException(
        "%s: the '%s' is damaged or of another kind than %s"
            .formatted(file, label, String.join(", ", ALGORITHMS)));
  }

  private <T> List<T> all(String label, Reading<T> reading) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<T> all = new ArrayList<>();
      for (Block block : blocks) {
        if (block.label().equals(label)) {
          all.add(reading.of(factory, new ByteArrayInputStream(bytes(block))));
        }
      }
      return all;
    } catch (GeneralSecurityException e) {
      throw new UsageException("%s: a '%s' is damaged".formatted(file, label), e);
    }
  }

  private byte[] only(String label, String what) {
    List<Block> fitting = blocks.stream().filter(each -> each.label().equals(label)).toList();
    if (fitting.isEmpty()) {
      throw missing(what);
    }
    if (fitting.size() > 1) {
      throw new UsageException(
          "%s: expected one '%s', got %d".formatted(file, label, fitting.size()));
    }
    return bytes(fitting.get(0));
  }

  private byte[] bytes(Block block) {
    try {
      return Base64.getDecoder().decode(block.base64());
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "%s: the '%s' is damaged: it is no base64".formatted(file, block.label()), e);
    }
  }

  private UsageException missing(String what) {
    return new UsageException(
        "%s: expected %s, got %s"
            .formatted(file, what, String.join(", ", blocks.stream().map(Block::label).toList())));
  }
}
