package org.scissionlite.offload.edge;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger;
import java.util.List;
import java.util.function.Supplier;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.BuildVersion;
import org.scissionlite.offload.edge.inference.Inferences;
import org.scissionlite.offload.edge.registry.BundleRegistry;
import org.scissionlite.offload.edge.registry.Lease;
import org.scissionlite.offload.edge.registry.StatusErrors;
import org.scissionlite.offload.edge.repository.RepositoryCalls;
import org.scissionlite.offload.wire.ProbeMessages;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelMetadataRequest;
import org.scissionlite.protocol.ModelMetadataResponse;
import org.scissionlite.protocol.ModelReadyRequest;
import org.scissionlite.protocol.ModelReadyResponse;
import org.scissionlite.protocol.RepositoryIndexRequest;
import org.scissionlite.protocol.RepositoryIndexResponse;
import org.scissionlite.protocol.RepositoryModelLoadRequest;
import org.scissionlite.protocol.RepositoryModelLoadResponse;
import org.scissionlite.protocol.RepositoryModelUnloadRequest;
import org.scissionlite.protocol.RepositoryModelUnloadResponse;
import org.scissionlite.protocol.ServerLiveRequest;
import org.scissionlite.protocol.ServerLiveResponse;
import org.scissionlite.protocol.ServerMetadataRequest;
import org.scissionlite.protocol.ServerMetadataResponse;
import org.scissionlite.protocol.ServerReadyRequest;
import org.scissionlite.protocol.ServerReadyResponse;

/** The six calls of the Open Inference Protocol, and Triton's three of its model repository. */
final class InferenceService extends GRPCInferenceServiceImplBase {
  private static final Logger LOG = System.getLogger(InferenceService.class.getName());

  private final BundleRegistry models;
  private final RepositoryCalls repository;
  private final Inferences inferences;
  private final List<String> extensions;

  InferenceService(
      BundleRegistry models,
      RepositoryCalls repository,
      Inferences inferences,
      List<String> extensions) {
    this.models = models;
    this.repository = repository;
    this.inferences = inferences;
    this.extensions = List.copyOf(extensions);
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
          models.lease(request.getName(), request.getVersion(), "").close();
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
        () -> {
          try (Lease lease = models.lease(request.getName(), request.getVersion(), "")) {
            return lease.metadata().toBuilder().setName(request.getName()).build();
          }
        });
  }

  @Override
  public void repositoryIndex(
      RepositoryIndexRequest request, StreamObserver<RepositoryIndexResponse> observer) {
    reply(observer, () -> repository.index(request));
  }

  @Override
  public void repositoryModelLoad(
      RepositoryModelLoadRequest request, StreamObserver<RepositoryModelLoadResponse> observer) {
    repository.load(request, observer);
  }

  @Override
  public void repositoryModelUnload(
      RepositoryModelUnloadRequest request,
      StreamObserver<RepositoryModelUnloadResponse> observer) {
    repository.unload(request, observer);
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
    inferences.submit(
        new GrpcInference(request, (ServerCallStreamObserver<ModelInferResponse>) observer));
  }

  /** Computes nothing, so that it needs no worker and what it takes is the link's time. */
  private static ModelInferResponse probed(ModelInferRequest request) {
    try {
      return ProbeMessages.answer(request);
    } catch (UsageException e) {
      throw StatusErrors.invalid(e.getMessage());
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
