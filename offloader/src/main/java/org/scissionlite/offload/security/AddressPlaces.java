package org.scissionlite.offload.security;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many connections each address holds, so that none takes the places of all. Of IPv6 the first
 * 64 bits count, as one host may use every address behind them. Thread-safe.
 */
public final class AddressPlaces {
  private static final int NETWORK_BYTES = 8;

  private final int most;
  private final ConcurrentMap<ByteBuffer, Integer> taken = new ConcurrentHashMap<>();

  /**
   * @param most connections of one address
   */
  public AddressPlaces(int most) {
    this.most = most;
  }

  /** Takes a place for a connection, until it ends; false where its address has none left. */
  public boolean take(Channel connection) {
    ByteBuffer address = address(connection);
    if (taken.merge(address, 1, Integer::sum) > most) {
      leave(address);
      return false;
    }
    var unused = connection.closeFuture().addListener(closed -> leave(address));
    return true;
  }

  /** Whether the address of a connection holds all that it may. */
  public boolean areTaken(Channel connection) {
    return taken.getOrDefault(address(connection), 0) >= most;
  }

  /** Nothing for a connection that has ended already. */
  private static ByteBuffer address(Channel connection) {
    if (!(connection.remoteAddress() instanceof InetSocketAddress peer)) {
      return ByteBuffer.allocate(0);
    }
    byte[] address = peer.getAddress().getAddress();
    return ByteBuffer.wrap(Arrays.copyOf(address, Math.min(address.length, NETWORK_BYTES)));
  }

  private void leave(ByteBuffer key) {
    taken.computeIfPresent(key, (address, held) -> held == 1 ? null : held - 1);
  }
}
