package org.scissionlite.offload.security;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What TLS needs, from files that are followed. */
final class TlsFiles {
  private TlsFiles() {}

  static X509ExtendedKeyManager identity(Path certificate, Path key, Consumer<String> tell) {
    return new IdentityKeys(
        new FollowedFiles<>(
            List.of(certificate, key), () -> Identity.read(certificate, key), tell));
  }

  static X509ExtendedTrustManager trust(Path file, Consumer<String> tell) {
    return new AuthorityTrust(
        file, new FollowedFiles<>(List.of(file), () -> Authorities.read(file), tell));
  }
}
