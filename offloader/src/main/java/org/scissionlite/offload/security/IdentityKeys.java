package org.scissionlite.offload.security;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Shows the identity that stands in the files now. A handshake that is under way while it changes
 * ends with the one that it began with.
 */
final class IdentityKeys extends X509ExtendedKeyManager {
  private final Supplier<Identity> source;
  private final AtomicLong changes = new AtomicLong();
  private volatile Named current;
  private volatile Map<String, Identity> known;

  IdentityKeys(Supplier<Identity> source) {
    this.source = source;
    this.current = new Named("0", source.get());
    this.known = Map.of(current.name(), current.identity());
  }

  private record Named(String name, Identity identity) {}

  private synchronized String choose() {
    Identity now = source.get();
    if (!now.equals(current.identity())) {
      Named before = current;
      current = new Named(Long.toString(changes.incrementAndGet()), now);
      known = Map.of(before.name(), before.identity(), current.name(), now);
    }
    return current.name();
  }

  @Override
  public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
    return choose();
  }

  @Override
  public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
    return choose();
  }

  @Override
  public X509Certificate[] getCertificateChain(String name) {
    Identity found = known.get(name);
    return found == null ? null : found.certificates();
  }

  @Override
  public PrivateKey getPrivateKey(String name) {
    Identity found = known.get(name);
    return found == null ? null : found.key();
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return choose();
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return choose();
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return new String[] {choose()};
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return new String[] {choose()};
  }
}
