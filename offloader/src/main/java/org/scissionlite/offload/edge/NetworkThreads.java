package org.scissionlite.offload.edge;

import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.ServerChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.scissionlite.offload.edge.greeting.Admission;

/** The threads that wait for the network: by Linux's own means where they are at hand. */
final class NetworkThreads implements AutoCloseable {
  private final boolean isNative = Epoll.isAvailable();
  private final EventLoopGroup group;

  NetworkThreads(String name) {
    DefaultThreadFactory threads = new DefaultThreadFactory(name, true);
    group = isNative ? new EpollEventLoopGroup(0, threads) : new NioEventLoopGroup(0, threads);
  }

  /** They serve, and let in who is admitted. */
  NettyServerBuilder serve(NettyServerBuilder builder, Supplier<Admission> admission) {
    return builder
        .bossEventLoopGroup(group)
        .workerEventLoopGroup(group)
        .channelFactory(() -> socket(admission.get()));
  }

  private ServerChannel socket(Admission admission) {
    ServerChannel socket = isNative ? new EpollServerSocketChannel() : new NioServerSocketChannel();
    socket.pipeline().addLast(admission);
    return socket;
  }

  /** For what is to happen later. */
  ScheduledExecutorService timer() {
    return group;
  }

  @Override
  public void close() {
    var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
