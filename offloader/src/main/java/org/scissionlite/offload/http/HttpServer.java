package org.scissionlite.offload.http;

import io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.ChannelPipeline;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.group.ChannelGroup;
import io.grpc.netty.shaded.io.netty.channel.group.DefaultChannelGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpServerCodec;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslHandler;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import io.grpc.netty.shaded.io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.security.AddressPlaces;

/**
 * Serves routes over HTTP/1.1. Slow, large, malformed and too many requests are refused with the
 * status that says so, and a body of JSON that says why; what they can make the server hold is
 * bounded by {@link HttpLimits}.
 */
public final class HttpServer implements AutoCloseable {
  private static final int BACKLOG = 128;

  private final HttpLimits limits;
  private final AddressPlaces places;
  private final Optional<Supplier<SSLEngine>> tls;
  private final Route routes;
  private final AtomicLong arrivingBytes = new AtomicLong();
  private final AtomicInteger answering = new AtomicInteger();
  private final EventLoopGroup network;
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listening;

  private HttpServer(
      InetSocketAddress listen,
      HttpLimits limits,
      Optional<Supplier<SSLEngine>> tls,
      Route routes) {
    this.limits = limits;
    this.places = new AddressPlaces(limits.perAddress());
    this.tls = tls;
    this.routes = routes;
    this.network = new NioEventLoopGroup(1, new DefaultThreadFactory("http", true));
    this.listening = bind(listen);
  }

  /**
   * Begins to serve.
   *
   * @param listen address and port; port 0 takes a free one
   * @param tls makes the server's side of a connection by TLS; empty for connections in the clear
   * @throws ScissionLiteException if the port is taken or the name unknown
   */
  public static HttpServer start(
      InetSocketAddress listen,
      HttpLimits limits,
      Optional<Supplier<SSLEngine>> tls,
      Route routes) {
    return new HttpServer(listen, limits, tls, routes);
  }

  private Channel bind(InetSocketAddress listen) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(network)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Connections());
    try {
      InetSocketAddress known = new InetSocketAddress(listen.getHostString(), listen.getPort());
      return bootstrap.bind(known).awaitUninterruptibly().sync().channel();
    } catch (Exception e) {
      var unused = network.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new ScissionLiteException(
          "cannot listen on %s:%d for HTTP: %s; stop the other program or choose another port"
              .formatted(listen.getHostString(), listen.getPort(), e.getMessage()),
          e);
    }
  }

  /** What stands between a socket and the routes. */
  private final class Connections extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      if (open.size() >= limits.connections() || !places.take(channel)) {
        var unused = channel.close();
        return;
      }
      open.add(channel);
      Arrival arrival = new Arrival(limits);
      ArrivingBodies bodies = new ArrivingBodies(arrivingBytes, limits.arrivingBytes());
      ChannelPipeline pipeline = channel.pipeline();
      pipeline.addLast(arrival);
      tls.ifPresent(engines -> pipeline.addLast(new SslHandler(engines.get())));
      pipeline
          .addLast(
              new HttpServerCodec(
                  HttpLimits.LINE_BYTES, HttpLimits.HEADER_BYTES, HttpLimits.CHUNK_BYTES))
          .addLast(new HttpServerKeepAliveHandler())
          .addLast(bodies)
          .addLast(new BodyAggregator(limits.bodyBytes()))
          .addLast(new Dispatcher(routes, arrival, bodies, answering));
    }
  }

  /** Where it listens, with the port that was taken. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** The bytes of the bodies that are held now. */
  long arrivingBytes() {
    return arrivingBytes.get();
  }

  /** Takes no more connections, and waits a while until what has arrived is answered. */
  public void stop(Duration wait) throws InterruptedException {
    var unused = listening.close();
    long end = System.nanoTime() + wait.toNanos();
    while (answering.get() > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  /** Ends all connections; a second call does nothing. */
  @Override
  public void close() {
    Future<?> unused = listening.close();
    unused = open.close();
    unused = network.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
