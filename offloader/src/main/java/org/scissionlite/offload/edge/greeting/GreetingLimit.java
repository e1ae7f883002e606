package org.scissionlite.offload.edge.greeting;

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

  private static final int TLS_RECORD = 0x16;

  private final Duration limit;
  private final Doorman doorman;
  private Future<?> end;
  private int received;

  GreetingLimit(Duration limit, Doorman doorman) {
    this.limit = limit;
    this.doorman = doorman;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    begin(context);
    context.fireChannelActive();
  }

  /** The time runs from now on. */
  void begin(ChannelHandlerContext context) {
    Runnable close =
        () -> {
          var unused = context.close();
        };
    end = context.executor().schedule(close, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes && bytes.isReadable()) {
      if (received == 0 && bytes.getByte(bytes.readerIndex()) == TLS_RECORD) {
        doorman.refused(
            context.channel(),
            "it speaks TLS, this edge does not; start it with --tls-cert and --tls-key");
      }
      received += bytes.readableBytes();
    }
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
