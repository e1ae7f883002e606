package org.scissionlite.offload.http;

import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelFutureListener;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.DecoderResult;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.FullHttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderNames;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaderValues;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponseStatus;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpVersion;
import io.grpc.netty.shaded.io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.grpc.netty.shaded.io.netty.handler.codec.http.TooLongHttpLineException;
import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Has the requests of one connection answered, one after the other. */
final class Dispatcher extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  private final Route routes;
  private final Arrival arrival;
  private final ArrivingBodies bodies;
  private final AtomicInteger answering;
  private final Deque<FullHttpRequest> waiting = new ArrayDeque<>();
  private ChannelHandlerContext context;
  private CompletableFuture<HttpAnswer> current;
  private boolean ended;

  /**
   * @param answering how many requests of all connections are being answered
   */
  Dispatcher(Route routes, Arrival arrival, ArrivingBodies bodies, AtomicInteger answering) {
    this.answering = answering;
    this.routes = routes;
    this.arrival = arrival;
    this.bodies = bodies;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  /** Requests that come before the last one is answered wait, and nothing more is read. */
  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    FullHttpRequest request = (FullHttpRequest) message;
    if (ended) {
      request.release();
    } else if (current != null) {
      waiting.add(request);
      context.channel().config().setAutoRead(false);
    } else {
      handle(request);
    }
  }

  private void handle(FullHttpRequest request) {
    arrival.complete();
    int bytes = request.content().readableBytes();
    try {
      DecoderResult decoded = request.decoderResult();
      if (decoded.isFailure()) {
        refuse(statusOf(decoded.cause()), "the request cannot be read as HTTP");
        return;
      }
      boolean head = request.method().name().equals("HEAD");
      CompletableFuture<HttpAnswer> answer = answer(request);
      current = answer;
      answering.incrementAndGet();
      var unused =
          answer.whenComplete(
              (value, failure) ->
                  context.executor().execute(() -> finish(value, failure, head, bytes)));
    } finally {
      request.release();
    }
  }

  private static int statusOf(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return 414;
    }
    return cause instanceof TooLongHttpHeaderException ? 431 : 400;
  }

  private CompletableFuture<HttpAnswer> answer(FullHttpRequest request) {
    try {
      HttpCall call = Calls.of(request, context.channel().remoteAddress());
      return routes
          .answer(call)
          .orElseGet(
              () ->
                  CompletableFuture.completedFuture(
                      HttpAnswer.error(404, "there is nothing at this path")));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(HttpAnswer.error(400, e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void finish(HttpAnswer value, Throwable failure, boolean head, int bytes) {
    answering.decrementAndGet();
    bodies.release(bytes);
    current = null;
    if (ended) {
      return;
    }
    arrival.answered();
    if (failure == null) {
      send(value, head, false);
    } else {
      LOG.log(Logger.Level.ERROR, "a call over HTTP failed: {0}", failure);
      send(HttpAnswer.error(500, "the server failed: " + failure), head, false);
    }
    FullHttpRequest next = waiting.poll();
    if (next != null) {
      handle(next);
    } else if (!context.channel().config().isAutoRead()) {
      context.channel().config().setAutoRead(true);
    }
  }

  /** Says no to a request that is not, or not all, here, and ends the connection. */
  void refuse(int status, String why) {
    if (!ended) {
      ended = true;
      arrival.refused();
      send(HttpAnswer.error(status, why), false, true);
    }
  }

  private void send(HttpAnswer answer, boolean head, boolean last) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body()));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
        .set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length)
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set("x-content-type-options", "nosniff");
    answer.headers().forEach(response.headers()::set);
    if (last) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    var unused =
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
    if (event == Arrival.Event.TOO_SLOW) {
      refuse(408, "the request did not arrive in time");
    }
  }

  /** Nobody waits any more. */
  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    ended = true;
    waiting.forEach(FullHttpRequest::release);
    waiting.clear();
    if (current != null) {
      current.cancel(true);
    }
  }

  /** A connection that breaks is nobody's fault here. */
  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    LOG.log(Logger.Level.DEBUG, "a connection over HTTP failed", cause);
    var unused = failed.close();
  }
}
