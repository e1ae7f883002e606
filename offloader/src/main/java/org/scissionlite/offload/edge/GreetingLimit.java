package org.scissionlite.offload.edge;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Closes a connection that does not greet as HTTP/2 does within some time. */
final class GreetingLimit extends ChannelInboundHandlerAdapter {
  /** The preface of HTTP/2 and the head of the frame that must follow it. */
  private static final int GREETING_BYTES = 24 + 9;

  private final Duration limit;
  private Future<?> end;
  private int received;

  GreetingLimit(Duration limit) {
    this.limit = limit;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    Runnable close =
        () -> {
          var unused = context.close();
        };
    end = context.executor().schedule(close, limit.toMillis(), TimeUnit.MILLISECONDS);
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    received += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
    if (received >= GREETING_BYTES) {
      context.pipeline().remove(this);
    }
    context.fireChannelRead(message);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (end != null) {
      end.cancel(false);
    }
  }
}
