package org.scissionlite.offload.edge;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.lang.System.Logger;
import java.util.concurrent.TimeUnit;
import org.scissionlite.offload.edge.PeerAddress.Peer;
import org.scissionlite.offload.edge.inference.InferenceCall;
import org.scissionlite.offload.edge.inference.Inferences;
import org.scissionlite.offload.observe.Caller;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.InferParameter;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/** A request for a model that came over gRPC. */
final class GrpcInference implements InferenceCall {
  private static final Logger LOG = System.getLogger(GrpcInference.class.getName());
  private static final String PROTOCOL = "grpc";

  private final ModelInferRequest request;
  private final ServerCallStreamObserver<ModelInferResponse> observer;
  private final Peer peer;
  private final long remainingNanos;

  /** A request of the call that this thread is handling. */
  GrpcInference(ModelInferRequest request, ServerCallStreamObserver<ModelInferResponse> observer) {
    this.request = request;
    this.observer = observer;
    this.peer = PeerAddress.current();
    Deadline deadline = Context.current().getDeadline();
    this.remainingNanos =
        deadline == null ? Long.MAX_VALUE : deadline.timeRemaining(TimeUnit.NANOSECONDS);
  }

  @Override
  public Target target() {
    return new Target(
        request.getModelName(), request.getModelVersion(), Inferences.bundle(request));
  }

  @Override
  public Object source() {
    return peer;
  }

  @Override
  public long remainingNanos() {
    return remainingNanos;
  }

  @Override
  public boolean isPlain() {
    return request.getRawInputContentsCount() > 0;
  }

  @Override
  public ModelInferRequest read() {
    return request;
  }

  @Override
  public Caller caller(ModelInferRequest unused) {
    return new Caller(PROTOCOL, peer.address(), text(WireNames.DEVICE), text(WireNames.NOTE));
  }

  private String text(String parameter) {
    return request
        .getParametersOrDefault(parameter, InferParameter.getDefaultInstance())
        .getStringParam();
  }

  @Override
  public long receivedBytes() {
    return request.getSerializedSize();
  }

  @Override
  public boolean isGivenUp() {
    return observer.isCancelled();
  }

  @Override
  public void whenGivenUp(Runnable action) {
    observer.setOnCancelHandler(action);
  }

  @Override
  public long answer(ModelInferResponse response) {
    observer.onNext(response);
    return response.getSerializedSize();
  }

  /** A network that has ended takes nothing any more. */
  @Override
  public void complete() {
    try {
      observer.onCompleted();
    } catch (RuntimeException e) {
      LOG.log(Logger.Level.DEBUG, "the call had ended already", e);
    }
  }

  @Override
  public void refuse(StatusRuntimeException reason) {
    try {
      observer.onError(reason);
    } catch (RuntimeException e) {
      LOG.log(Logger.Level.DEBUG, "the call had ended already", e);
    }
  }
}
