package org.scissionlite.offload.edge.greeting;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells whose connections were refused and why: each reason once a minute, and no more than some
 * lines a minute, so that strangers cannot fill the log. Thread-safe.
 */
public final class Doorman {
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int LINES = 10;

  private final Consumer<String> tell;
  private final LongSupplier clock;
  private final Set<String> told = new HashSet<>();
  private long begunNanos;
  private int left = LINES;

  /**
   * @param tell takes a line for the user
   * @param clock in nanoseconds
   */
  public Doorman(Consumer<String> tell, LongSupplier clock) {
    this.tell = tell;
    this.clock = clock;
    this.begunNanos = clock.getAsLong();
  }

  /** A connection was refused. */
  void refused(Channel connection, String why) {
    refused("a connection", connection.remoteAddress(), why);
  }

  /**
   * Something was refused.
   *
   * @param what such as "a call"
   * @param whose the other end
   */
  void refused(String what, SocketAddress whose, String why) {
    if (isNews(why)) {
      String who =
          whose instanceof InetSocketAddress peer ? peer.getAddress().getHostAddress() : "somebody";
      tell.accept("refused %s of %s: %s".formatted(what, who, why));
    }
  }

  private synchronized boolean isNews(String why) {
    long now = clock.getAsLong();
    if (now - begunNanos >= MINUTE_NANOS) {
      begunNanos = now;
      left = LINES;
      told.clear();
    }
    return left > 0 && told.add(why) && left-- > 0;
  }
}
