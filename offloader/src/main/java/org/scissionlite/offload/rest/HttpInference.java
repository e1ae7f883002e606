package org.scissionlite.offload.rest;

import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletableFuture;
import org.scissionlite.offload.edge.inference.InferenceCall;
import org.scissionlite.offload.http.HttpAnswer;
import org.scissionlite.offload.http.HttpCall;
import org.scissionlite.offload.observe.Caller;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.InferParameter;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/** A request for a model that came over HTTP. */
final class HttpInference implements InferenceCall {
  private static final String PROTOCOL = "http";

  private final HttpCall call;
  private final Target target;
  private final long mostBytes;
  private final CompletableFuture<HttpAnswer> future = new CompletableFuture<>();
  private InferenceRequest request;
  private HttpAnswer answer;

  /**
   * @param target from the path
   * @param mostBytes no request has tensors of more
   */
  HttpInference(HttpCall call, Target target, long mostBytes) {
    this.call = call;
    this.target = target;
    this.mostBytes = mostBytes;
  }

  /** The answer to come. */
  CompletableFuture<HttpAnswer> future() {
    return future;
  }

  @Override
  public Target target() {
    return target;
  }

  /** A connection has one request at a time, so that many of them would have many turns. */
  @Override
  public Object source() {
    return call.address();
  }

  @Override
  public long remainingNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean isPlain() {
    return false;
  }

  @Override
  public ModelInferRequest read() {
    request = RequestParser.parse(InferenceBody.of(call), target, mostBytes);
    return request.message();
  }

  @Override
  public Caller caller(ModelInferRequest message) {
    return new Caller(
        PROTOCOL, call.address(), text(message, WireNames.DEVICE), text(message, WireNames.NOTE));
  }

  private static String text(ModelInferRequest message, String parameter) {
    return message
        .getParametersOrDefault(parameter, InferParameter.getDefaultInstance())
        .getStringParam();
  }

  @Override
  public long receivedBytes() {
    return call.body().length;
  }

  @Override
  public boolean isGivenUp() {
    return future.isCancelled();
  }

  @Override
  public void whenGivenUp(Runnable action) {
    var unused =
        future.whenComplete(
            (value, failure) -> {
              if (future.isCancelled()) {
                action.run();
              }
            });
  }

  @Override
  public long answer(ModelInferResponse response) {
    answer = ResponseBody.write(request, response);
    return answer.body().length;
  }

  @Override
  public void complete() {
    future.complete(answer);
  }

  @Override
  public void refuse(StatusRuntimeException reason) {
    future.complete(Statuses.answer(reason));
  }
}
