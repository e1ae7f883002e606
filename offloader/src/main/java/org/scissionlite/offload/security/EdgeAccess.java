package org.scissionlite.offload.security;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.scissionlite.error.UsageException;

/**
 * How a device enters its edges.
 *
 * @param tls whom it believes and what it shows; empty for connections in the clear
 * @param token that it shows; empty where it has none
 */
public record EdgeAccess(Optional<ClientTls> tls, Optional<OwnToken> token) {
  private static final EdgeAccess PLAIN = new EdgeAccess(Optional.empty(), Optional.empty());

  /** In the clear. */
  public static EdgeAccess plain() {
    return PLAIN;
  }

  public EdgeAccess with(ClientTls value) {
    return new EdgeAccess(Optional.of(value), token);
  }

  public EdgeAccess with(OwnToken value) {
    return new EdgeAccess(tls, Optional.of(value));
  }

  /**
   * Refuses to show a token to whoever listens on the way.
   *
   * @throws UsageException if it would be sent to another machine in the clear
   */
  public void check(InetSocketAddress edge) {
    if (token.isPresent() && tls.isEmpty() && !isHere(edge)) {
      throw new UsageException(
          "edge %s:%d: a token is not sent to another machine in the clear, where anybody could read it; give --tls-ca, too"
              .formatted(edge.getHostString(), edge.getPort()));
    }
  }

  private static boolean isHere(InetSocketAddress edge) {
    InetAddress address = edge.getAddress();
    return address == null
        ? edge.getHostString().matches("localhost|127\\.\\d+\\.\\d+\\.\\d+|(0*:)*:0*1")
        : address.isLoopbackAddress();
  }

  /** What gRPC's connections are made with. */
  public ChannelCredentials credentials() {
    return tls.map(ClientTls::credentials).orElseGet(InsecureChannelCredentials::create);
  }
}
