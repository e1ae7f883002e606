package org.scissionlite.offload.security;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.scissionlite.bundle.signature.TrustedKeys;
import org.scissionlite.error.UsageException;

/**
 * Who may enter an edge, and whose bundles.
 *
 * @param tls what it shows and whose certificates it asks for; empty for connections in the clear
 * @param tokens whose callers may do what; empty where everybody may do everything
 * @param bundles whose bundles it takes into service
 * @param isInsecure whether the clear is meant, also where other machines can connect
 */
public record EdgeGate(
    Optional<ServerTls> tls, Optional<Tokens> tokens, TrustedKeys bundles, boolean isInsecure) {
  private static final EdgeGate LOCAL =
      new EdgeGate(Optional.empty(), Optional.empty(), TrustedKeys.anybody(), false);

  /** In the clear, for this machine alone. */
  public static EdgeGate local() {
    return LOCAL;
  }

  /** In the clear, for whoever reaches the port. */
  public static EdgeGate insecure() {
    return new EdgeGate(Optional.empty(), Optional.empty(), TrustedKeys.anybody(), true);
  }

  public EdgeGate with(ServerTls value) {
    return new EdgeGate(Optional.of(value), tokens, bundles, isInsecure);
  }

  public EdgeGate with(Tokens value) {
    return new EdgeGate(tls, Optional.of(value), bundles, isInsecure);
  }

  /** Takes only bundles that one of the keys has signed. */
  public EdgeGate trusting(TrustedKeys value) {
    return new EdgeGate(tls, tokens, value, isInsecure);
  }

  /**
   * Refuses to listen in the clear where that was not meant.
   *
   * @throws UsageException if other machines can connect, in the clear
   */
  public void check(InetSocketAddress listen) {
    check(listen, "--", "--listen ");
  }

  /**
   * The same, for a port with options of its own.
   *
   * @param prefix how the names of its options begin
   * @param where what stands before its address
   * @throws UsageException if other machines can connect, in the clear
   */
  public void check(InetSocketAddress listen, String prefix, String where) {
    if (tls.isEmpty() && !isInsecure && !listen.getAddress().isLoopbackAddress()) {
      throw new UsageException(
          "%s:%d can be reached from other machines, in the clear: give %stls-cert and %stls-key (docs/security.md makes them), or %sinsecure in a network that you trust, or %s127.0.0.1:%d"
              .formatted(
                  listen.getHostString(),
                  listen.getPort(),
                  prefix,
                  prefix,
                  prefix,
                  where,
                  listen.getPort()));
    }
  }

  /** What gRPC's port is opened with. */
  public ServerCredentials credentials() {
    return tls.map(ServerTls::credentials).orElseGet(InsecureServerCredentials::create);
  }
}
