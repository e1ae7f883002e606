package org.scissionlite.offload.device;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.connection.EdgeFailure;
import org.scissionlite.offload.device.local.LocalAnswers;
import org.scissionlite.offload.device.local.LocalModel;
import org.scissionlite.offload.device.remote.Edge;
import org.scissionlite.offload.device.remote.EdgeAnswer;
import org.scissionlite.offload.device.remote.EdgeCall;

/**
 * One image on its way to its answer: through the device slice, then to an edge and, if that does
 * not answer in time, to the device itself. Whoever answers first wins, and the other is told to
 * stop. Thread-safe.
 */
final class ImageRun {
  /** An image that every edge breaks on is not sent for ever. */
  private static final int MOST_ATTEMPTS = 3;

  private final Stages stages;
  private final Map<String, Tensor> inputs;
  private final Timeline times;
  private final long dueNanos;
  private final Sending sending;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final Runnable asking = this::askEdgeAgain;
  private Optional<HeadResult> head = Optional.empty();
  private Optional<EdgeCall> call = Optional.empty();
  private Optional<LocalAnswers.Job> job = Optional.empty();
  private Optional<Future<?>> expiry = Optional.empty();
  private Optional<EdgeFailure> failure = Optional.empty();
  private int attempts;
  private long askedNanos;
  private long awaitedNanos;

  /**
   * An image that has not begun.
   *
   * @param arrivedNanos of {@link System#nanoTime}; its deadline counts from then
   * @param sending how it is sent
   */
  ImageRun(Stages stages, Map<String, Tensor> inputs, long arrivedNanos, Sending sending) {
    this.stages = stages;
    this.inputs = inputs;
    this.times = new Timeline(arrivedNanos);
    this.sending = sending;
    this.dueNanos = arrivedNanos + stages.deadline().toNanos();
    var unused = answer.whenComplete((any, error) -> release());
  }

  /** The answer, or the error; cancelling it ends the work. */
  CompletableFuture<Answer> answer() {
    return answer;
  }

  void begin() {
    Duration away = stages.edges().away();
    if (!away.isZero() && stages.models().prefersWhole(stages.headTime(), away)) {
      failure = Optional.of(stages.edges().failure());
      planLocal(stages.models().whole().orElseThrow());
      hurryLocal();
    } else {
      runHeadInTurn();
    }
  }

  private void runHeadInTurn() {
    try {
      stages.headThread().execute(() -> orFail(this::runHead));
    } catch (RejectedExecutionException e) {
      fail(new ScissionLiteException("this device runtime was closed", e));
    }
  }

  private void runHead() {
    if (answer.isDone()) {
      return;
    }
    HeadResult written = stages.request(inputs, sending.step(), times).withNote(sending.note());
    synchronized (this) {
      head = Optional.of(written);
    }
    stages.models().tail().or(stages.models()::whole).ifPresent(this::planLocal);
    askEdge();
  }

  private synchronized void planLocal(LocalModel model) {
    job = Optional.of(stages.local().plan(dueNanos, model.time(), () -> answerLocally(model)));
  }

  private synchronized boolean hurryLocal() {
    job.ifPresent(stages.local()::hurry);
    return job.isPresent();
  }

  private void askEdge() {
    Duration left = left();
    Optional<Edge> edge = stages.edges().best();
    if (left.compareTo(edge.map(Edge::least).orElse(Duration.ZERO)) <= 0) {
      edgeFailed(notAsked());
      return;
    }
    Optional<EdgeCall> asked = edge.flatMap(each -> each.ask(head.orElseThrow().request(), left));
    synchronized (this) {
      attempts++;
      call = asked;
      askedNanos = System.nanoTime();
    }
    if (asked.isEmpty()) {
      edgeFailed(edge.map(Edge::failure).orElseGet(stages.edges()::failure));
      return;
    }
    sending.whenSent().run();
    if (answer.isDone()) {
      asked.get().cancel();
    }
    var unused =
        asked
            .get()
            .answer()
            .whenComplete((found, error) -> orFail(() -> edgeEnded(asked.get(), found, error)));
  }

  private void askEdgeAgain() {
    orFail(this::askEdge);
  }

  private Duration left() {
    return Duration.ofNanos(dueNanos - System.nanoTime());
  }

  private EdgeFailure notAsked() {
    return new EdgeFailure(
        EdgeFailure.Kind.NOT_ASKED,
        String.format(
            Locale.ROOT,
            "edge %s was not asked: the device took %d ms of the deadline of %d ms; raise the"
                + " deadline",
            stages.edges().name(),
            TimeUnit.NANOSECONDS.toMillis(times.sinceArrival()),
            stages.deadline().toMillis()));
  }

  private void edgeEnded(EdgeCall ended, EdgeAnswer found, Throwable error) {
    if (error == null) {
      answer.complete(
          new Answer(
              head.orElseThrow().answer(found.outputs()),
              times.byEdge(found.times()),
              Traffic.of(head.orElseThrow().request(), found),
              new ServedBy.Edge(ended.edge().name(), ended.edge().modelName()),
              stages.scenario().name(),
              stages.told(sending.step())));
      return;
    }
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    if (cause instanceof EdgeFailure reason) {
      edgeFailed(reason);
    } else if (!(cause instanceof CancellationException)) {
      fail(cause);
    }
  }

  /**
   * Asks the next edge, or this one when it is well again, while that can still help; if there is
   * none now, the device begins.
   */
  private void edgeFailed(EdgeFailure reason) {
    if (answer.isDone()) {
      return;
    }
    boolean mayHelp = reason.kind() != EdgeFailure.Kind.NOT_ASKED && !left().isNegative();
    synchronized (this) {
      failure = Optional.of(reason);
      call = Optional.empty();
      if (reason.kind() == EdgeFailure.Kind.TIMED_OUT) {
        awaitedNanos = System.nanoTime() - askedNanos;
      }
      mayHelp &= attempts < MOST_ATTEMPTS;
    }
    if (mayHelp && stages.edges().best().isPresent()) {
      askEdge();
      return;
    }
    boolean local = hurryLocal();
    boolean mayBeWell = mayHelp && mayBeWell(reason.kind(), local);
    if (!local && !mayBeWell) {
      fail(reason);
    } else if (!local) {
      failAtDeadline(reason);
    }
    if (mayBeWell) {
      stages.edges().whenWell(asking);
    }
  }

  /** One that has too much to do is spared what the device can do itself. */
  private static boolean mayBeWell(EdgeFailure.Kind kind, boolean local) {
    return switch (kind) {
      case AWAY, TIMED_OUT -> true;
      case BUSY -> !local;
      case OTHER_BUNDLE, NOT_ASKED -> false;
    };
  }

  private synchronized void failAtDeadline(EdgeFailure reason) {
    expiry.ifPresent(each -> each.cancel(false));
    expiry =
        Optional.of(
            stages.timer().schedule(() -> fail(reason), left().toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Runs on the thread of local answers. */
  private void answerLocally(LocalModel model) {
    if (answer.isDone()) {
      return;
    }
    try {
      times.begin();
      boolean slice = stages.models().tail().filter(each -> each == model).isPresent();
      long begun = System.nanoTime();
      Map<String, Tensor> outputs = slice ? bothSlices(model) : model.run(inputs);
      long nanos = System.nanoTime() - begun;
      ServedBy by = by(slice ? ServedBy.With.EDGE_SLICE : ServedBy.With.WHOLE_MODEL);
      LatencyParts latency = times.byDevice(nanos);
      answer.complete(
          slice
              ? new Answer(
                  outputs,
                  latency,
                  Traffic.NONE,
                  by,
                  stages.scenario().name(),
                  stages.told(sending.step()))
              : new Answer(outputs, latency, Traffic.NONE, by, Answer.ALONE));
    } catch (Throwable e) {
      localFailed(e);
    }
  }

  private Map<String, Tensor> bothSlices(LocalModel tail) {
    HeadResult written = head.orElseThrow();
    return written.answer(tail.run(written.request().tensors()));
  }

  /** The device, and why; an edge that is still awaited is given up. */
  private ServedBy by(ServedBy.With with) {
    Optional<EdgeCall> awaited;
    Optional<EdgeFailure> known;
    long since;
    long before;
    synchronized (this) {
      awaited = call;
      known = failure;
      since = askedNanos;
      before = awaitedNanos;
    }
    Optional<EdgeFailure> late = awaited.flatMap(EdgeCall::giveUp);
    String reason =
        known
            .or(() -> late)
            .map(Throwable::getMessage)
            .orElseGet(
                () ->
                    awaited.isPresent()
                        ? "the edge's answer came at the same time"
                        : notAsked().getMessage());
    return new ServedBy.Device(with, reason, late.isPresent() ? System.nanoTime() - since : before);
  }

  private void localFailed(Throwable error) {
    boolean awaited;
    synchronized (this) {
      job = Optional.empty();
      awaited = call.isPresent();
    }
    if (!awaited) {
      fail(error);
    }
  }

  /** Whatever goes wrong on whichever thread, the image has an end. */
  private void orFail(Runnable step) {
    try {
      step.run();
    } catch (Throwable e) {
      synchronized (this) {
        call = Optional.empty();
      }
      if (!hurryLocal()) {
        fail(e);
      }
    }
  }

  /** Ends the image with an error, unless it has ended already. */
  void fail(Throwable error) {
    answer.completeExceptionally(error);
  }

  private synchronized void release() {
    stages.edges().forget(asking);
    call.ifPresent(EdgeCall::cancel);
    job.ifPresent(stages.local()::drop);
    expiry.ifPresent(each -> each.cancel(false));
  }
}
