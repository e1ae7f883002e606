package org.scissionlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.UsageException;

class PemFileTest {
  @TempDir Path folder;

  private static String block(String label, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label);
  }

  private PemFile file(String text) throws IOException {
    return PemFile.read(Files.writeString(folder.resolve("file.pem"), text));
  }

  @Test
  void keysOfEachKind_areReadBack() throws Exception {
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
      PemFile both =
          file(
              "what openssl says\n"
                  + block("PRIVATE KEY", pair.getPrivate().getEncoded())
                  + block("PUBLIC KEY", pair.getPublic().getEncoded()).replace("\n", "\r\n"));
      assertThat(both.privateKey()).isEqualTo(pair.getPrivate());
      assertThat(both.publicKey()).isEqualTo(pair.getPublic());
      assertThat(both.revocations()).isEmpty();
    }
  }

  @Test
  void formThatIsNotRead_isNamedWithTheCommandThatConvertsIt() throws IOException {
    PemFile old = file(block("EC PRIVATE KEY", new byte[9]));
    assertRefused(old::privateKey, "'openssl pkcs8 -topk8 -nocrypt -in " + folder);
    PemFile locked = file(block("ENCRYPTED PRIVATE KEY", new byte[9]));
    assertRefused(locked::privateKey, "the key is protected by a pass phrase");
    PemFile open = file(block("PUBLIC KEY", new byte[9]));
    assertRefused(open::privateKey, "file.pem: expected a private key, got PUBLIC KEY");
    assertRefused(open::certificates, "file.pem: expected a certificate, got PUBLIC KEY");
  }

  @Test
  void damagedFiles_areRefusedInOneLine() throws IOException {
    assertRefused(() -> file("no key"), "expected a PEM file with '-----BEGIN ...-----'");
    assertRefused(() -> file(""), "expected a PEM file");
    assertRefused(() -> PemFile.read(folder.resolve("none")), "cannot read ");
    PemFile twice = file(block("PUBLIC KEY", new byte[9]) + block("PUBLIC KEY", new byte[9]));
    assertRefused(twice::publicKey, "expected one 'PUBLIC KEY', got 2");
    PemFile text = file("-----BEGIN PUBLIC KEY-----\n!!!\n-----END PUBLIC KEY-----");
    assertRefused(text::publicKey, "the 'PUBLIC KEY' is damaged: it is no base64");
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      PemFile broken =
          file(
              block("PRIVATE KEY", noise)
                  + block("PUBLIC KEY", noise)
                  + block("CERTIFICATE", noise));
      assertRefused(broken::privateKey, "the 'PRIVATE KEY' is damaged");
      assertRefused(broken::publicKey, "the 'PUBLIC KEY' is damaged");
      assertRefused(broken::certificates, "a 'CERTIFICATE' is damaged");
    }
  }

  private static void assertRefused(ThrowingCallable reading, String why) {
    assertThatThrownBy(reading)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }
}
