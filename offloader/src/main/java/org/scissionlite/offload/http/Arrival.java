package org.scissionlite.offload.http;

import io.grpc.netty.shaded.io.netty.channel.ChannelDuplexHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how long a request may take to arrive, and how long a connection stands without one. After
 * a refusal, what still comes is thrown away for a while, so that the other end gets to read why.
 */
final class Arrival extends ChannelDuplexHandler {
  private static final Duration LINGER = Duration.ofSeconds(2);

  /** The request did not arrive in time. */
  enum Event {
    TOO_SLOW
  }

  private enum State {
    IDLE,
    ARRIVING,
    ANSWERING,
    REFUSED
  }

  private final HttpLimits limits;
  private ChannelHandlerContext context;
  private Future<?> timer;
  private State state = State.IDLE;

  Arrival(HttpLimits limits) {
    this.limits = limits;
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    begin(active);
    active.fireChannelActive();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    if (added.channel().isActive()) {
      begin(added);
    }
  }

  /** Who connects has something to say. */
  private void begin(ChannelHandlerContext active) {
    context = active;
    if (timer == null) {
      set(State.IDLE, limits.arrival(), this::close);
    }
  }

  private void set(State next, Duration limit, Runnable end) {
    cancel();
    state = next;
    timer = context.executor().schedule(end, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void close() {
    var unused = context.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    if (state == State.REFUSED) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (state == State.IDLE) {
      set(State.ARRIVING, limits.arrival(), this::tooSlow);
    }
    reading.fireChannelRead(message);
  }

  private void tooSlow() {
    context.fireUserEventTriggered(Event.TOO_SLOW);
  }

  /** A request is complete. */
  void complete() {
    if (state != State.REFUSED) {
      cancel();
      state = State.ANSWERING;
    }
  }

  /** Its answer was sent. */
  void answered() {
    if (state != State.REFUSED) {
      set(State.IDLE, limits.idle(), this::close);
    }
  }

  /** Nothing more is taken from this connection. */
  void refused() {
    if (state != State.REFUSED) {
      set(State.REFUSED, LINGER, this::close);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) {
    cancel();
    inactive.fireChannelInactive();
  }
}
