package org.scissionlite.offload.http;

import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpContent;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bodies that one connection makes the server hold, under a limit for all together. */
final class ArrivingBodies extends ChannelInboundHandlerAdapter {
  private final AtomicLong all;
  private final long most;
  private long held;

  /**
   * @param all the bytes of all connections
   */
  ArrivingBodies(AtomicLong all, long most) {
    this.all = all;
    this.most = most;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    int bytes = message instanceof HttpContent part ? part.content().readableBytes() : 0;
    held += bytes;
    if (bytes > 0 && all.addAndGet(bytes) > most) {
      ReferenceCountUtil.release(message);
      context.pipeline().get(Dispatcher.class).refuse(503, "the server has too much to read");
      return;
    }
    context.fireChannelRead(message);
  }

  /** The body of a request is held no longer. */
  void release(int bytes) {
    int own = (int) Math.min(bytes, held);
    held -= own;
    all.addAndGet(-own);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    all.addAndGet(-held);
    held = 0;
    context.fireChannelInactive();
  }
}
