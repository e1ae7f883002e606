package org.scissionlite.offload.device;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.unix.RawUnixChannelOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.scissionlite.error.UsageException;

/**
 * Which congestion control TCP uses towards the edge.
 *
 * <p>Most systems use CUBIC, which closes its window while nothing is sent: an image a second then
 * goes through slow start each time. BBR (draft-ietf-ccwg-bbr) keeps what it knows of the link. On
 * Linux a program may choose for its own connections ({@code TCP_CONGESTION}) among those that
 * {@code net.ipv4.tcp_allowed_congestion_control} names.
 *
 * @param name such as "bbr"; {@link #SYSTEM} for what the system uses
 */
public record CongestionControl(String name) {
  /** The name that leaves the choice to the system. */
  public static final String SYSTEM = "system";

  private static final String BBR = "bbr";
  private static final Path ALLOWED = Path.of("/proc/sys/net/ipv4/tcp_allowed_congestion_control");
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_CONGESTION = 13;

  /** {@code TCP_CA_NAME_MAX} of Linux. */
  private static final int NAME_BYTES = 16;

  /**
   * @throws UsageException for one that this system does not allow; lists those that it does
   */
  public CongestionControl {
    if (!name.equals(SYSTEM) && !allowed().contains(name)) {
      throw new UsageException(
          "congestion control '%s' is not to be had on this system; expected one of %s"
              .formatted(name, String.join(", ", names())));
    }
  }

  /** BBR where the system allows it, else what the system uses. */
  public static CongestionControl best() {
    return new CongestionControl(allowed().contains(BBR) ? BBR : SYSTEM);
  }

  /** What may be chosen here. */
  public static List<String> names() {
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(SYSTEM), allowed().stream())
        .toList();
  }

  private static List<String> allowed() {
    if (!Epoll.isAvailable()) {
      return List.of();
    }
    try {
      return List.of(Files.readString(ALLOWED).strip().split("\\s+"));
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Connections of this builder use it. */
  public void applyTo(NettyChannelBuilder builder) {
    if (!name.equals(SYSTEM)) {
      builder.withOption(
          new RawUnixChannelOption("TCP_CONGESTION", IPPROTO_TCP, TCP_CONGESTION, NAME_BYTES),
          ByteBuffer.wrap(
              java.util.Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), NAME_BYTES)));
    }
  }
}
