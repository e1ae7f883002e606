package org.scissionlite.offload.connection;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import org.scissionlite.offload.security.EdgeAccess;

/**
 * Connections to an edge, set for short messages: nothing is held back to be sent with what comes
 * later (Nagle's algorithm), which at 4,000 bytes every second made one request in twenty wait for
 * an acknowledgement.
 */
public final class EdgeSocket {
  private EdgeSocket() {}

  /**
   * What makes such a connection.
   *
   * @throws org.scissionlite.error.UsageException if a token would be sent in the clear
   */
  public static NettyChannelBuilder builder(
      InetSocketAddress edge, CongestionControl control, EdgeAccess access) {
    access.check(edge);
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(edge.getHostString(), edge.getPort(), access.credentials())
            .withOption(ChannelOption.TCP_NODELAY, true)
            .withOption(ChannelOption.SO_KEEPALIVE, true);
    access.token().ifPresent(builder::intercept);
    control.applyTo(builder);
    return builder;
  }
}
