package org.scissionlite.offload.edge.greeting;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.scissionlite.offload.security.AddressPlaces;

/**
 * What a listening socket does first: it closes connections beyond a limit as soon as they are
 * accepted. With TLS, those whose handshake is not finished have places of their own, of which the
 * oldest leaves for the next: who has no business here cannot keep others out by silence. No
 * address gets more than its share of either.
 */
public final class Admission extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = System.getLogger(Admission.class.getName());

  /** Of the connections, but at least {@link #LEAST_HANDSHAKES}. */
  private static final int HANDSHAKE_SHARE = 10;

  private static final int LEAST_HANDSHAKES = 8;

  private final int most;
  private final int mostOfOne;
  private final AddressPlaces places;
  private final Duration patience;
  private final boolean withTls;
  private final Doorman doorman;
  private final Handshakes handshakes;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * Nobody is connected yet.
   *
   * @param most how many connections may stand at a time
   * @param mostOfOne how many of these may be of one address
   * @param patience how long the greeting of each may take
   * @param withTls whether it begins with TLS
   * @param doorman is told who is refused
   */
  public Admission(int most, int mostOfOne, Duration patience, boolean withTls, Doorman doorman) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.places = new AddressPlaces(mostOfOne);
    this.patience = patience;
    this.withTls = withTls;
    this.doorman = doorman;
    this.handshakes = new Handshakes(Math.max(LEAST_HANDSHAKES, most / HANDSHAKE_SHARE));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    Channel connection = (Channel) accepted;
    if (open.get() >= most) {
      connection.unsafe().closeForcibly();
      tellOnce();
      return;
    }
    if (places.areTaken(connection)) {
      refuseForItsAddress(connection);
      connection.unsafe().closeForcibly();
      return;
    }
    if (withTls) {
      connection.pipeline().addLast(new TlsGreeting(patience, doorman, handshakes));
    } else {
      enter(connection);
      connection.pipeline().addLast(new GreetingLimit(patience, doorman));
    }
    context.fireChannelRead(connection);
  }

  private final class Handshakes implements TlsGreeting.Listener {
    private final Queue<Channel> underWay = new ConcurrentLinkedQueue<>();
    private final int room;

    Handshakes(int room) {
      this.room = room;
    }

    @Override
    public void begins(Channel connection) {
      underWay.add(connection);
      var unused = connection.closeFuture().addListener(closed -> underWay.remove(connection));
      if (underWay.size() > room) {
        leaves(connection).ifPresent(Handshakes::end);
      }
    }

    private static void end(Channel connection) {
      var unused = connection.close();
    }

    /** The oldest; but of an address that has more than half of the places, its own oldest. */
    private Optional<Channel> leaves(Channel next) {
      List<Channel> same = underWay.stream().filter(each -> isOfOneAddress(each, next)).toList();
      return same.size() > room / 2
          ? Optional.of(same.get(0))
          : Optional.ofNullable(underWay.poll());
    }

    @Override
    public void succeeded(Channel connection) {
      underWay.remove(connection);
      enter(connection);
    }
  }

  private static boolean isOfOneAddress(Channel one, Channel other) {
    return one.remoteAddress() instanceof InetSocketAddress first
        && other.remoteAddress() instanceof InetSocketAddress second
        && first.getAddress().equals(second.getAddress());
  }

  private void enter(Channel connection) {
    if (!places.take(connection)) {
      refuseForItsAddress(connection);
      var unused = connection.close();
      return;
    }
    open.incrementAndGet();
    var unused = connection.closeFuture().addListener(closed -> open.decrementAndGet());
  }

  private void refuseForItsAddress(Channel connection) {
    doorman.refused(
        connection, "its address holds " + mostOfOne + " already (--max-connections-per-address)");
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
