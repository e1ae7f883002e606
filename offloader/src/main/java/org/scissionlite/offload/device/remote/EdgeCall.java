package org.scissionlite.offload.device.remote;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.connection.EdgeFailure;
import org.scissionlite.protocol.ModelInferResponse;

/** A request that an edge was asked with. Thread-safe. */
public final class EdgeCall {
  private final Edge edge;
  private final EdgeConnection via;
  private final Duration left;
  private final long begunNanos = System.nanoTime();
  private final SentBytes sent = new SentBytes();
  private final CompletableFuture<ModelInferResponse> response;
  private final CompletableFuture<EdgeAnswer> answer;

  private EdgeCall(
      Edge edge, EdgeConnection via, Duration left, EdgeModel model, EdgeRequest request) {
    this.edge = edge;
    this.via = via;
    this.left = left;
    this.response = via.infer(request, model.maxResponseBytes(), left, sent);
    this.answer = response.handle((found, error) -> end(found, error, model, request));
  }

  static EdgeCall send(
      Edge edge, EdgeConnection via, EdgeModel model, EdgeRequest request, Duration left) {
    return new EdgeCall(edge, via, left, model, request);
  }

  private EdgeAnswer end(
      ModelInferResponse found, Throwable error, EdgeModel model, EdgeRequest request) {
    edge.ended();
    if (error instanceof CancellationException cancelled) {
      throw cancelled;
    }
    try {
      if (error != null) {
        throw edge.failureOf(error, left);
      }
      Map<String, Tensor> outputs = new ResponseReader(edge.name()).read(found, model);
      edge.answered(System.nanoTime() - begunNanos);
      return new EdgeAnswer(
          outputs,
          ResponseReader.times(found),
          payloadBytes(request),
          sent.count(),
          found.getSerializedSize());
    } catch (RuntimeException e) {
      EdgeFailure failure = edge.failureOf(e, left);
      blame(failure);
      throw failure;
    }
  }

  /** Of a compressed message, what crossed: its tensors cannot be told from the rest. */
  private long payloadBytes(EdgeRequest request) {
    return request.compressed() ? sent.count() : WireRequest.payloadBytes(request.message());
  }

  /** An edge that had less time than it usually needs is not to blame for being late. */
  private void blame(EdgeFailure failure) {
    boolean late = failure.kind() == EdgeFailure.Kind.TIMED_OUT;
    if (!late || System.nanoTime() - begunNanos >= edge.usualNanos()) {
      edge.failed(via, failure);
    }
  }

  /** The edge that is asked. */
  public Edge edge() {
    return edge;
  }

  /** The answer; fails with an {@link EdgeFailure}, or as cancelled. */
  public CompletableFuture<EdgeAnswer> answer() {
    return answer;
  }

  /** Ends the call, as nobody needs its answer any more; the edge is not blamed. */
  public void cancel() {
    response.cancel(true);
  }

  /**
   * Ends the call, as another answer was there first. The edge rests if it let this image wait
   * longer than it usually does.
   *
   * @return empty if the call had ended already
   */
  public Optional<EdgeFailure> giveUp() {
    if (!response.cancel(true)) {
      return Optional.empty();
    }
    long waited = System.nanoTime() - begunNanos;
    EdgeFailure late =
        new EdgeFailure(
            EdgeFailure.Kind.TIMED_OUT,
            String.format(
                Locale.ROOT,
                "edge %s gave no answer within %d ms",
                edge.name(),
                TimeUnit.NANOSECONDS.toMillis(waited)));
    blame(late);
    return Optional.of(late);
  }
}
