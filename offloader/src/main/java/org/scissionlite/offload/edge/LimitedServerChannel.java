package org.scissionlite.offload.edge;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A listening socket that closes connections beyond a limit as soon as they are accepted. */
final class LimitedServerChannel extends NioServerSocketChannel {
  private static final Logger LOG = System.getLogger(LimitedServerChannel.class.getName());

  private final int most;
  private final Duration patience;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * A socket that does not listen yet.
   *
   * @param most how many connections may stand at a time
   * @param patience how long the greeting of each may take
   */
  LimitedServerChannel(int most, Duration patience) {
    this.most = most;
    this.patience = patience;
  }

  @Override
  protected int doReadMessages(List<Object> accepted) throws Exception {
    int before = accepted.size();
    int read = super.doReadMessages(accepted);
    if (accepted.size() == before) {
      return read;
    }
    Channel connection = (Channel) accepted.get(before);
    if (open.get() < most) {
      open.incrementAndGet();
      var unused = connection.closeFuture().addListener(closed -> open.decrementAndGet());
      connection.pipeline().addLast(new GreetingLimit(patience));
    } else {
      accepted.remove(before);
      connection.unsafe().closeForcibly();
      tellOnce();
    }
    return read;
  }

  private void tellOnce() {
    if (told.compareAndSet(false, true)) {
      LOG.log(
          Logger.Level.WARNING,
          "{0} connections stand, no more are accepted until some of them end",
          most);
    }
  }
}
