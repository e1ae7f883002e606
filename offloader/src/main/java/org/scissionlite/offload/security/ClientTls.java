package org.scissionlite.offload.security;

import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.scissionlite.error.ScissionLiteException;

/**
 * TLS towards a server: whom the client believes, and what it shows. All of it is read again when
 * the files change.
 *
 * @param authorities who vouch for servers
 * @param keys what it shows to a server that asks; empty where it has nothing
 */
public record ClientTls(
    X509ExtendedTrustManager authorities, Optional<X509ExtendedKeyManager> keys) {
  /**
   * Files in PEM.
   *
   * @param tell takes a line when a file that changed cannot be read
   * @throws org.scissionlite.error.UsageException if it cannot be read
   */
  public static ClientTls trusting(Path authorities, Consumer<String> tell) {
    return new ClientTls(TlsFiles.trust(authorities, tell), Optional.empty());
  }

  /**
   * The same, showing a certificate.
   *
   * @throws org.scissionlite.error.UsageException if the files cannot be read or do not fit
   */
  public ClientTls showing(Path certificate, Path key, Consumer<String> tell) {
    return new ClientTls(authorities, Optional.of(TlsFiles.identity(certificate, key, tell)));
  }

  /**
   * The same for protocols other than gRPC.
   *
   * @throws ScissionLiteException if this Java has no TLS
   */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys.map(each -> new KeyManager[] {each}).orElse(null),
          new TrustManager[] {authorities},
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new ScissionLiteException("TLS cannot be begun: " + e.getMessage(), e);
    }
  }

  /** The same for gRPC. */
  public ChannelCredentials credentials() {
    TlsChannelCredentials.Builder builder =
        TlsChannelCredentials.newBuilder().trustManager(authorities);
    keys.ifPresent(builder::keyManager);
    return builder.build();
  }
}
