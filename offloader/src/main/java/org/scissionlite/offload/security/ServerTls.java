package org.scissionlite.offload.security;

import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.scissionlite.error.ScissionLiteException;

/**
 * TLS on a listening port: what the server shows, and whom it lets in. All of it is read again when
 * the files change; connections that stand then stay.
 *
 * @param keys what it shows
 * @param clients whose certificates it asks for; empty where everybody may connect
 */
public record ServerTls(X509ExtendedKeyManager keys, Optional<X509ExtendedTrustManager> clients) {
  /**
   * Files in PEM.
   *
   * @param certificate the server's, and those that lead to an authority
   * @param key its private key
   * @param authorities those who issue certificates of clients; empty where everybody may connect
   * @param tell takes a line when a file that changed cannot be read
   * @throws org.scissionlite.error.UsageException if they cannot be read or do not fit
   */
  public static ServerTls of(
      Path certificate, Path key, Optional<Path> authorities, Consumer<String> tell) {
    return new ServerTls(
        TlsFiles.identity(certificate, key, tell),
        authorities.map(file -> TlsFiles.trust(file, tell)));
  }

  /** The same for gRPC. */
  public ServerCredentials credentials() {
    TlsServerCredentials.Builder builder = TlsServerCredentials.newBuilder().keyManager(keys);
    clients.ifPresent(
        trust -> builder.trustManager(trust).clientAuth(TlsServerCredentials.ClientAuth.REQUIRE));
    return builder.build();
  }

  /**
   * The server's side of one connection, for protocols other than gRPC.
   *
   * @throws ScissionLiteException if this Java has no TLS
   */
  public SSLEngine engine() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager[] trust = clients.map(each -> new TrustManager[] {each}).orElse(null);
      context.init(new KeyManager[] {keys}, trust, null);
      SSLEngine engine = context.createSSLEngine();
      engine.setUseClientMode(false);
      engine.setNeedClientAuth(clients.isPresent());
      return engine;
    } catch (GeneralSecurityException e) {
      throw new ScissionLiteException("TLS cannot be begun: " + e.getMessage(), e);
    }
  }
}
