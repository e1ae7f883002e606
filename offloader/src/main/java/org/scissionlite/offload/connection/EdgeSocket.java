package org.scissionlite.offload.connection;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import org.scissionlite.offload.security.EdgeAccess;

/**
 * Connections to an edge, set for short messages: nothing is held back to be sent with what comes
 * later (Nagle's algorithm), which at 4,000 bytes every second made one request in twenty wait for
 * an acknowledgement. HTTP/2's window is of a size that stays: to find a better one, gRPC would
 * send a ping behind each answer, which the edge has to read and to answer, too.
 */
public final class EdgeSocket {
  /** Holds what a fast link has under way over a long one: 160 Mbit/s of a bundle at 200 ms. */
  private static final int WINDOW_BYTES = 4 * 1024 * 1024;

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
            .flowControlWindow(WINDOW_BYTES)
            .withOption(ChannelOption.TCP_NODELAY, true)
            .withOption(ChannelOption.SO_KEEPALIVE, true);
    access.token().ifPresent(builder::intercept);
    control.applyTo(builder);
    return builder;
  }
}
