package org.scissionlite.offload.device.remote;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** A call that nobody waits for: its response arrives in a future, and cancelling that ends it. */
final class UnaryCall<T> implements StreamObserver<T> {
  private final CompletableFuture<T> response = new CompletableFuture<>();
  private T value;

  private UnaryCall() {}

  /** Sends a request; the future fails with a {@link io.grpc.StatusRuntimeException}. */
  static <Q, T> CompletableFuture<T> send(
      Channel channel, MethodDescriptor<Q, T> method, CallOptions options, Q request) {
    UnaryCall<T> observer = new UnaryCall<>();
    ClientCall<Q, T> call = channel.newCall(method, options);
    var unused =
        observer.response.whenComplete(
            (value, failure) -> {
              if (observer.response.isCancelled()) {
                call.cancel("the answer is not needed any more", null);
              }
            });
    ClientCalls.asyncUnaryCall(call, request, observer);
    return observer.response;
  }

  @Override
  public void onNext(T next) {
    value = next;
  }

  @Override
  public void onError(Throwable failure) {
    response.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    if (value == null) {
      response.completeExceptionally(
          Status.INTERNAL.withDescription("the response is missing").asRuntimeException());
    } else {
      response.complete(value);
    }
  }
}
