package org.scissionlite.offload.edge;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger;
import java.util.List;
import java.util.function.Supplier;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.BuildVersion;
import org.scissionlite.offload.wire.MeasurementMessages;
import org.scissionlite.offload.wire.ProbeMessages;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelMetadataRequest;
import org.scissionlite.protocol.ModelMetadataResponse;
import org.scissionlite.protocol.ModelReadyRequest;
import org.scissionlite.protocol.ModelReadyResponse;
import org.scissionlite.protocol.ServerLiveRequest;
import org.scissionlite.protocol.ServerLiveResponse;
import org.scissionlite.protocol.ServerMetadataRequest;
import org.scissionlite.protocol.ServerMetadataResponse;
import org.scissionlite.protocol.ServerReadyRequest;
import org.scissionlite.protocol.ServerReadyResponse;

/** The six calls of the Open Inference Protocol. */
final class InferenceService extends GRPCInferenceServiceImplBase {
  private static final Logger LOG = System.getLogger(InferenceService.class.getName());

  private final ServedModels models;
  private final RequestExecutor workers;
  private final List<String> extensions;

  InferenceService(ServedModels models, RequestExecutor workers, boolean measures) {
    this.models = models;
    this.workers = workers;
    this.extensions =
        measures
            ? List.of(ProbeMessages.EXTENSION, MeasurementMessages.EXTENSION)
            : List.of(ProbeMessages.EXTENSION);
  }

  @Override
  public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> observer) {
    reply(observer, () -> ServerLiveResponse.newBuilder().setLive(true).build());
  }

  @Override
  public void serverReady(
      ServerReadyRequest request, StreamObserver<ServerReadyResponse> observer) {
    reply(observer, () -> ServerReadyResponse.newBuilder().setReady(true).build());
  }

  @Override
  public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> observer) {
    reply(
        observer,
        () -> {
          models.find(request.getName(), request.getVersion());
          return ModelReadyResponse.newBuilder().setReady(true).build();
        });
  }

  @Override
  public void serverMetadata(
      ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> observer) {
    reply(
        observer,
        () ->
            ServerMetadataResponse.newBuilder()
                .setName("scissionlite")
                .setVersion(BuildVersion.get())
                .addAllExtensions(extensions)
                .build());
  }

  @Override
  public void modelMetadata(
      ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> observer) {
    reply(
        observer,
        () ->
            models.find(request.getName(), request.getVersion()).metadata().toBuilder()
                .setName(request.getName())
                .build());
  }

  private static <T> void reply(StreamObserver<T> observer, Supplier<T> response) {
    try {
      observer.onNext(response.get());
      observer.onCompleted();
    } catch (Throwable e) {
      refuse(observer, "a call about the server or a model", e);
    }
  }

  /** A device that gives up a request makes room for another one in the queue. */
  @Override
  public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> observer) {
    if (request.getModelName().equals(ProbeMessages.MODEL)) {
      reply(observer, () -> probed(request));
      return;
    }
    ServerCallStreamObserver<ModelInferResponse> call =
        (ServerCallStreamObserver<ModelInferResponse>) observer;
    long arrived = System.nanoTime();
    try {
      ServedModel model = models.find(request.getModelName(), request.getModelVersion());
      Runnable work = () -> answer(model, request, call, arrived);
      call.setOnCancelHandler(() -> workers.forget(work));
      workers.execute(work);
    } catch (Throwable e) {
      refuse(call, "a request", e);
    }
  }

  /** Computes nothing, so that it needs no worker and what it takes is the link's time. */
  private static ModelInferResponse probed(ModelInferRequest request) {
    try {
      return ProbeMessages.answer(request);
    } catch (UsageException e) {
      throw StatusErrors.invalid(e.getMessage());
    }
  }

  /** Runs on a worker; a request that nobody waits for any more is dropped. */
  private static void answer(
      ServedModel model,
      ModelInferRequest request,
      ServerCallStreamObserver<ModelInferResponse> call,
      long arrived) {
    if (call.isCancelled()) {
      return;
    }
    try {
      model.infer(request, System.nanoTime() - arrived, call::onNext);
      call.onCompleted();
    } catch (Throwable e) {
      refuse(call, model.name(), e);
    }
  }

  /** Whatever went wrong, the caller gets an answer, and the thread goes on. */
  private static void refuse(StreamObserver<?> observer, String what, Throwable failure) {
    try {
      observer.onError(StatusErrors.because(what, failure));
    } catch (IllegalStateException | StatusRuntimeException e) {
      LOG.log(Logger.Level.DEBUG, "the call had ended already", e);
    }
  }
}
