package org.scissionlite.offload.edge;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds what callers can make the edge hold before a request is complete: how many requests may be
 * arriving at a time, and how long each may take to do so.
 */
final class ArrivingCalls implements ServerInterceptor {
  /** How often it is looked for slow ones while one of them could become so. */
  private static final int LOOKS = 20;

  private final int most;
  private final Duration patience;
  private final ScheduledExecutorService timer;
  private final AtomicInteger arriving = new AtomicInteger();
  private final Set<ClosedOnce<?, ?>> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  ArrivingCalls(int most, Duration patience, ScheduledExecutorService timer) {
    this.most = most;
    this.patience = patience;
    this.timer = timer;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (arriving.incrementAndGet() > most) {
      arriving.decrementAndGet();
      call.close(
          Status.RESOURCE_EXHAUSTED.withDescription(
              "the edge is overloaded: more than " + most + " requests are arriving"),
          new Metadata());
      return new ServerCall.Listener<>() {};
    }
    ClosedOnce<Q, R> once = new ClosedOnce<>(call, System.nanoTime());
    underWay.add(once);
    look();
    return new Arrival<>(next.startCall(once, headers), once);
  }

  /** There is one timer, not one for each request: almost all have arrived long before. */
  private void look() {
    if (!underWay.isEmpty() && looking.compareAndSet(false, true)) {
      long pause = Math.max(1, patience.toNanos() / LOOKS);
      Future<?> unused = timer.schedule(this::endSlow, pause, TimeUnit.NANOSECONDS);
    }
  }

  private void endSlow() {
    long now = System.nanoTime();
    underWay.stream().filter(call -> now - call.since >= patience.toNanos()).forEach(this::tooSlow);
    looking.set(false);
    look();
  }

  private void tooSlow(ServerCall<?, ?> call) {
    call.close(
        Status.DEADLINE_EXCEEDED.withDescription(
            "the request did not arrive within " + patience.toMillis() + " ms"),
        new Metadata());
  }

  /** A call that may be closed by a timer while its request is refused by others. */
  private static final class ClosedOnce<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final long since;

    ClosedOnce(ServerCall<Q, R> call, long since) {
      super(call);
      this.since = since;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (closed.compareAndSet(false, true)) {
        super.close(status, trailers);
      }
    }
  }

  /** A request on its way, until it is complete or its call has ended. */
  private final class Arrival<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ClosedOnce<?, ?> call;
    private boolean over;

    Arrival(ServerCall.Listener<Q> next, ClosedOnce<?, ?> call) {
      super(next);
      this.call = call;
    }

    private void end() {
      if (!over) {
        over = true;
        arriving.decrementAndGet();
        underWay.remove(call);
      }
    }

    @Override
    public void onHalfClose() {
      end();
      super.onHalfClose();
    }

    @Override
    public void onCancel() {
      end();
      super.onCancel();
    }

    @Override
    public void onComplete() {
      end();
      super.onComplete();
    }
  }
}
