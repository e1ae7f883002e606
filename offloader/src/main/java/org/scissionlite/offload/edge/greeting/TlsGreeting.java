package org.scissionlite.offload.edge.greeting;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslHandler;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.scissionlite.offload.security.TlsProblem;

/**
 * Closes a connection to a port of TLS that does not finish its handshake in time, and then one
 * that does not greet as HTTP/2 does. Who speaks HTTP/2 in the clear is told in its own words
 * (GOAWAY, INADEQUATE_SECURITY) that this port wants TLS.
 */
final class TlsGreeting extends ChannelInboundHandlerAdapter {
  private static final int HANDSHAKE_RECORD = 0x16;
  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
  private static final long FAREWELL_MILLIS = 1000;
  private static final int GOAWAY = 7;
  private static final int INADEQUATE_SECURITY = 0xc;

  /** The last stream that counts as seen: a client sends those behind it again, at once. */
  private static final int NO_RETRY = Integer.MAX_VALUE;

  private static final byte[] ADVICE =
      "this port speaks TLS: give --tls-ca".getBytes(StandardCharsets.US_ASCII);

  private final Duration limit;
  private final Doorman doorman;
  private final Listener listener;
  private Future<?> end;
  private boolean begun;
  private boolean refused;

  /** Is told of handshakes, on the threads of their connections. */
  interface Listener {
    void begins(Channel connection);

    void succeeded(Channel connection);
  }

  TlsGreeting(Duration limit, Doorman doorman, Listener listener) {
    this.limit = limit;
    this.doorman = doorman;
    this.listener = listener;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    Runnable close =
        () -> {
          doorman.refused(
              context.channel(),
              "it did not finish its TLS handshake within " + limit.toMillis() + " ms");
          var unused = context.close();
        };
    listener.begins(context.channel());
    end = context.executor().schedule(close, limit.toMillis(), TimeUnit.MILLISECONDS);
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (begun || !(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
      context.fireChannelRead(message);
    } else if (!refused && bytes.getByte(bytes.readerIndex()) == HANDSHAKE_RECORD) {
      begun = true;
      await(context);
      context.fireChannelRead(message);
    } else {
      ReferenceCountUtil.release(message);
      if (!refused) {
        refused = true;
        refusePlain(context);
      }
    }
  }

  private void refusePlain(ChannelHandlerContext context) {
    doorman.refused(
        context.channel(), "it does not speak TLS; a device is to be started with --tls-ca");
    ByteBuf goodbye = Unpooled.buffer();
    goodbye.writeBytes(SETTINGS).writeMedium(8 + ADVICE.length).writeByte(GOAWAY).writeByte(0);
    goodbye.writeInt(0).writeInt(NO_RETRY).writeInt(INADEQUATE_SECURITY).writeBytes(ADVICE);
    var unused = context.writeAndFlush(goodbye).addListener(written -> closeSoon(context));
  }

  /** A client that is still sending would see a broken connection in place of the goodbye. */
  private static void closeSoon(ChannelHandlerContext context) {
    Runnable close =
        () -> {
          var unused = context.close();
        };
    var unused = context.executor().schedule(close, FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void await(ChannelHandlerContext context) {
    SslHandler tls = context.pipeline().get(SslHandler.class);
    var unused =
        tls.handshakeFuture()
            .addListener(
                handshake -> {
                  if (handshake.isSuccess()) {
                    listener.succeeded(context.channel());
                    GreetingLimit next = new GreetingLimit(limit, doorman);
                    context.pipeline().addAfter(context.pipeline().context(tls).name(), null, next);
                    next.begin(context);
                    context.pipeline().remove(this);
                  } else {
                    doorman.refused(context.channel(), TlsProblem.atServer(handshake.cause()));
                  }
                });
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (end != null) {
      end.cancel(false);
    }
  }
}
