package org.scissionlite.offload.security;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import java.util.Optional;

/**
 * How a device enters its edges.
 *
 * @param tls whom it believes and what it shows; empty for connections in the clear
 */
public record EdgeAccess(Optional<ClientTls> tls) {
  private static final EdgeAccess PLAIN = new EdgeAccess(Optional.empty());

  /** In the clear. */
  public static EdgeAccess plain() {
    return PLAIN;
  }

  public EdgeAccess with(ClientTls value) {
    return new EdgeAccess(Optional.of(value));
  }

  /** What gRPC's connections are made with. */
  public ChannelCredentials credentials() {
    return tls.map(ClientTls::credentials).orElseGet(InsecureChannelCredentials::create);
  }
}
