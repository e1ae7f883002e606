package org.scissionlite.offload.edge.repository;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.edge.registry.StatusErrors;
import org.scissionlite.protocol.ModelRepositoryParameter;
import org.scissionlite.protocol.RepositoryIndexRequest;
import org.scissionlite.protocol.RepositoryIndexResponse;
import org.scissionlite.protocol.RepositoryModelLoadRequest;
import org.scissionlite.protocol.RepositoryModelLoadResponse;
import org.scissionlite.protocol.RepositoryModelUnloadRequest;
import org.scissionlite.protocol.RepositoryModelUnloadResponse;

/**
 * Triton's calls "model_repository" on an edge's bundles. The index holds each model of each bundle
 * in service, with the bundle's id as its version, and each bundle that is not in service under its
 * own name. A bundle is loaded and unloaded as a whole, by its name or that of one of its models.
 */
public final class RepositoryCalls {
  /** Triton's name of these calls. */
  public static final String EXTENSION = "model_repository";

  private static final String BY_CLIENT = "unloaded by a client";

  private final BundleRepository repository;
  private final Loader loader;
  private final boolean isControlled;

  /**
   * @param isControlled whether clients may load and unload
   */
  public RepositoryCalls(BundleRepository repository, Loader loader, boolean isControlled) {
    this.repository = repository;
    this.loader = loader;
    this.isControlled = isControlled;
  }

  /**
   * What is there.
   *
   * @throws StatusRuntimeException INVALID_ARGUMENT if a repository is named: there is one only
   */
  public RepositoryIndexResponse index(RepositoryIndexRequest request) {
    requireNoRepository(request.getRepositoryName());
    RepositoryIndexResponse.Builder index = RepositoryIndexResponse.newBuilder();
    for (RepositoryEntry entry : repository.entries()) {
      entry.served().ifPresent(bundle -> addModels(index, bundle, entry.reason()));
      if (!entry.isLoaded() && !request.getReady()) {
        index
            .addModelsBuilder()
            .setName(entry.name())
            .setState("UNAVAILABLE")
            .setReason(entry.reason());
      }
    }
    return index.build();
  }

  private void addModels(RepositoryIndexResponse.Builder index, Bundle bundle, String reason) {
    for (String model : repository.models(bundle)) {
      index
          .addModelsBuilder()
          .setName(model)
          .setVersion(bundle.manifest().id())
          .setState("READY")
          .setReason(reason);
    }
  }

  /**
   * Loads what lies in the folders of the bundles that are meant, and answers when that is done.
   */
  public void load(
      RepositoryModelLoadRequest request, StreamObserver<RepositoryModelLoadResponse> observer) {
    change(
        new Order(request.getRepositoryName(), request.getModelName(), request.getParametersMap()),
        repository::load,
        observer,
        RepositoryModelLoadResponse.getDefaultInstance());
  }

  /** Takes the bundles that are meant out of service; their requests are answered first. */
  public void unload(
      RepositoryModelUnloadRequest request,
      StreamObserver<RepositoryModelUnloadResponse> observer) {
    change(
        new Order(request.getRepositoryName(), request.getModelName(), request.getParametersMap()),
        name -> repository.unload(name, BY_CLIENT),
        observer,
        RepositoryModelUnloadResponse.getDefaultInstance());
  }

  /** What a client asks to load or unload. */
  private record Order(
      String repository, String model, Map<String, ModelRepositoryParameter> parameters) {}

  private <T> void change(
      Order order, Consumer<String> change, StreamObserver<T> observer, T done) {
    try {
      check(order);
      loader.execute(
          () ->
              answer(
                  observer,
                  () -> {
                    repository.named(order.model()).forEach(change);
                    return done;
                  }));
    } catch (RejectedExecutionException e) {
      observer.onError(
          StatusErrors.of(
              Status.Code.RESOURCE_EXHAUSTED,
              "the edge has too much to load already, or is being stopped"));
    } catch (StatusRuntimeException e) {
      observer.onError(e);
    }
  }

  private void check(Order order) {
    if (!isControlled) {
      throw StatusErrors.of(
          Status.Code.PERMISSION_DENIED,
          "this edge lets no client load or unload models; start it with --model-control");
    }
    requireNoRepository(order.repository());
    order.parameters().keySet().stream()
        .filter(name -> !name.equals("unload_dependents"))
        .findFirst()
        .ifPresent(
            name -> {
              throw StatusErrors.invalid(
                  "parameter '%s' is not taken: a bundle's slices come from its folder alone"
                      .formatted(name));
            });
  }

  private static void requireNoRepository(String name) {
    if (!name.isEmpty()) {
      throw StatusErrors.invalid(
          "expected no repository_name, got '%s'; an edge has one repository".formatted(name));
    }
  }

  private interface Work<T> {
    T run();
  }

  private static <T> void answer(StreamObserver<T> observer, Work<T> work) {
    try {
      observer.onNext(work.run());
      observer.onCompleted();
    } catch (UsageException e) {
      observer.onError(StatusErrors.of(Status.Code.NOT_FOUND, e.getMessage()));
    } catch (ScissionLiteException e) {
      observer.onError(StatusErrors.of(Status.Code.FAILED_PRECONDITION, e.getMessage()));
    } catch (Throwable e) {
      observer.onError(StatusErrors.because("a call to load or unload a model", e));
    }
  }
}
