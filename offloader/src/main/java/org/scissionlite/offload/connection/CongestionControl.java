package org.scissionlite.offload.connection;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.unix.RawUnixChannelOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;

/**
 * Which congestion control TCP uses towards the edge.
 *
 * <p>Most systems use CUBIC, which closes its window while nothing is sent: an image a second then
 * goes through slow start each time. BBR keeps what it knows of the link. On Linux a program may
 * choose for its own connections ({@code TCP_CONGESTION}) among those that {@code
 * net.ipv4.tcp_allowed_congestion_control} names.
 *
 * @param name such as "bbr"; "auto" for the one that suits the requests, "system" for what the
 *     system uses
 */
public record CongestionControl(String name) {
  /** BBR for large requests now and then, where the system allows it; else what it uses. */
  public static final CongestionControl AUTO = new CongestionControl("auto");

  /** What the system uses. */
  public static final CongestionControl SYSTEM = new CongestionControl("system");

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
    if (!name.equals("auto") && !name.equals("system") && !allowed().contains(name)) {
      throw new UsageException(
          "congestion control '%s' is not to be had on this system; expected one of %s"
              .formatted(name, String.join(", ", names())));
    }
  }

  private static List<String> names() {
    return Stream.concat(Stream.of("auto", "system"), allowed().stream()).toList();
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

  /** Whether a program on this system may use BBR for its connections. */
  public static boolean allowsBbr() {
    return allowed().contains(BBR);
  }

  /** What an automatic choice begins with: the system's. */
  CongestionControl first() {
    return equals(AUTO) ? SYSTEM : this;
  }

  /**
   * What suits requests.
   *
   * @param largeAndRare whether they exceed the window that silence leaves
   */
  CongestionControl suiting(boolean largeAndRare) {
    if (!equals(AUTO)) {
      return this;
    }
    return largeAndRare && allowsBbr() ? new CongestionControl(BBR) : SYSTEM;
  }

  /** Connections of this builder will use it; they must be those of the device's own system. */
  public void applyTo(NettyChannelBuilder builder) {
    if (!first().equals(SYSTEM)) {
      byte[] padded = Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), NAME_BYTES);
      builder.withOption(
          new RawUnixChannelOption("TCP_CONGESTION", IPPROTO_TCP, TCP_CONGESTION, NAME_BYTES),
          ByteBuffer.wrap(padded));
    }
  }
}
