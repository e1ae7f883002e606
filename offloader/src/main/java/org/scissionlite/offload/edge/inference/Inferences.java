package org.scissionlite.offload.edge.inference;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.scissionlite.offload.edge.registry.BundleRegistry;
import org.scissionlite.offload.edge.registry.Lease;
import org.scissionlite.offload.edge.registry.StatusErrors;
import org.scissionlite.offload.observe.EdgeObserver;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.InferParameter;
import org.scissionlite.protocol.ModelInferRequest;

/** Where all requests for models go: one registry, one queue, one set of threads. */
public final class Inferences {
  private final BundleRegistry models;
  private final RequestExecutor workers;
  private final EdgeObserver observer;

  /**
   * Nothing is asked yet.
   *
   * @param observer is told of each request
   */
  public Inferences(BundleRegistry models, RequestExecutor workers, EdgeObserver observer) {
    this.models = models;
    this.workers = workers;
    this.observer = observer;
  }

  /** Answers a request when it is its turn, or refuses it; throws nothing. */
  public void submit(InferenceCall call) {
    Progress progress = new Progress(call);
    try {
      enqueue(call, progress);
    } catch (Throwable e) {
      end(call, progress, "a request", e);
    }
  }

  /** From now on the request holds its bundle, until it is answered, given up or refused. */
  private void enqueue(InferenceCall call, Progress progress) {
    InferenceCall.Target target = call.target();
    Lease lease = models.lease(target.model(), target.version(), target.bundle());
    progress.found(target.model());
    Runnable work = () -> answer(call, lease, progress);
    try {
      call.whenGivenUp(
          () -> {
            if (workers.forget(work)) {
              lease.close();
              observer.ended(progress.report(givenUp()));
            }
          });
      workers.execute(work);
    } catch (Throwable e) {
      lease.close();
      throw e;
    }
  }

  /** Runs on a worker; a request that nobody waits for any more is dropped. */
  private void answer(InferenceCall call, Lease lease, Progress progress) {
    progress.begun();
    try (lease) {
      if (call.isGivenUp()) {
        throw givenUp();
      }
      ModelInferRequest request = call.read();
      progress.read(request);
      try (Lease exact = exact(lease, call.target(), bundle(request))) {
        exact
            .model()
            .infer(
                request,
                progress.waitedNanos(),
                response -> {
                  progress.computed(response);
                  progress.sent(call.answer(response));
                });
      }
    } catch (Throwable e) {
      end(call, progress, lease.model().name(), e);
      return;
    }
    observer.ended(progress.report());
    call.complete();
  }

  /** The model of the bundle that the request names, where its arrival did not tell it. */
  private Lease exact(Lease lease, InferenceCall.Target target, String bundle) {
    return target.bundle().equals(bundle) || bundle.isEmpty()
        ? lease
        : models.lease(target.model(), target.version(), bundle);
  }

  /** The bundle that a request names; empty where it names none. */
  public static String bundle(ModelInferRequest request) {
    return request
        .getParametersOrDefault(WireNames.BUNDLE, InferParameter.getDefaultInstance())
        .getStringParam();
  }

  private static StatusRuntimeException givenUp() {
    return StatusErrors.of(Status.Code.CANCELLED, "the caller has given the request up");
  }

  /** Whatever went wrong, the caller gets an answer, and the thread goes on. */
  private void end(InferenceCall call, Progress progress, String what, Throwable failure) {
    StatusRuntimeException reason = StatusErrors.because(what, failure);
    observer.ended(progress.report(reason));
    call.refuse(reason);
  }
}
