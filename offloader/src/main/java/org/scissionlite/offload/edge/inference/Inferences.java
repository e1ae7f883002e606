package org.scissionlite.offload.edge.inference;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.scissionlite.offload.edge.inference.ModelQueue.Batch;
import org.scissionlite.offload.edge.registry.BundleRegistry;
import org.scissionlite.offload.edge.registry.ModelRun;
import org.scissionlite.offload.edge.registry.ServedModel;
import org.scissionlite.offload.edge.registry.StatusErrors;
import org.scissionlite.offload.observe.EdgeObserver;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.InferParameter;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/**
 * Where all requests for models go: one registry, one waiting room, one set of threads.
 *
 * <p>A request is read by a helper (by the thread that brings it, where that takes no time), waits
 * in the queue of its model, is run by a worker, with others where the model allows it, and
 * answered by worker and helpers. Where nobody waits and a run takes less time than to hand it to
 * another thread, the thread that brings the request does it all.
 */
public final class Inferences implements AutoCloseable {
  private final BundleRegistry models;
  private final WaitingRoom room;
  private final EdgeObserver observer;
  private final Helpers helpers = new Helpers();
  private final Workers workers;

  /**
   * Starts the threads.
   *
   * @param room owned: closed with this
   * @param observer is told of each request
   */
  public Inferences(BundleRegistry models, WaitingRoom room, EdgeObserver observer) {
    this.models = models;
    this.room = room;
    this.observer = observer;
    this.workers = new Workers(room.mostRuns(), this::work);
  }

  /** Answers a request when it is its turn, or refuses it; throws nothing. */
  public void submit(InferenceCall call) {
    Progress progress = new Progress(call);
    try {
      enter(call, progress);
    } catch (Throwable e) {
      end(call, progress, "a request", e);
    }
  }

  /** From now on the request holds its bundle, until it is answered, given up or refused. */
  private void enter(InferenceCall call, Progress progress) {
    InferenceCall.Target target = call.target();
    Job job =
        new Job(call, models.lease(target.model(), target.version(), target.bundle()), progress);
    progress.found(target.model());
    try {
      boolean isRead = call.isPlain() && job.model().isPlain();
      if (isRead) {
        read(job);
      }
      Optional<Batch> atOnce = isRead && job.model().isQuick() ? room.pass(job) : Optional.empty();
      if (atOnce.isPresent()) {
        run(atOnce.get());
        return;
      }
      call.whenGivenUp(() -> forget(job));
      room.enter(job, isRead).ifPresent(this::displace);
      if (!isRead) {
        helpers.execute(this::readNext);
      }
    } catch (Throwable e) {
      job.close();
      throw e;
    }
    if (call.isGivenUp()) {
      forget(job);
    }
  }

  private void displace(Job job) {
    end(job, new RejectedExecutionException("others have fewer places"));
  }

  private void forget(Job job) {
    if (room.forget(job)) {
      end(job, job.isLate(System.nanoTime()) ? late() : givenUp());
    }
  }

  /** Runs on a helper: reads the one whose turn it is. */
  private void readNext() {
    Optional<Job> next = room.nextUnread();
    if (next.isEmpty()) {
      return;
    }
    Job job = next.get();
    try {
      read(job);
      room.ready(job);
    } catch (Throwable e) {
      room.abandon(job);
      end(job, e);
      return;
    }
    if (job.call().isGivenUp()) {
      forget(job);
    }
  }

  /** A request that nobody waits for any more is not read. */
  private void read(Job job) {
    InferenceCall call = job.call();
    job.progress().begun();
    if (call.isGivenUp()) {
      throw givenUp();
    }
    ModelInferRequest request = call.read();
    InferenceCall.Target target = call.target();
    String bundle = bundle(request);
    if (!bundle.isEmpty() && !bundle.equals(target.bundle())) {
      job.belongsTo(models.lease(target.model(), target.version(), bundle));
    }
    job.read(job.model().read(request));
    job.progress().read(request);
  }

  /** Runs on a worker, until the room is closed. */
  private void work() throws InterruptedException {
    for (Optional<Batch> next = room.begin(); next.isPresent(); next = room.begin()) {
      run(next.get());
    }
  }

  private void run(Batch batch) {
    try {
      batch.late().forEach(job -> end(job, late()));
      List<Job> wanted = batch.run().stream().filter(this::isWanted).toList();
      if (!wanted.isEmpty()) {
        run(batch.model(), wanted);
      }
    } finally {
      room.end(batch);
    }
  }

  private boolean isWanted(Job job) {
    boolean wanted = !job.call().isGivenUp();
    if (!wanted) {
      end(job, givenUp());
    }
    return wanted;
  }

  /** Where a run of several fails, each has one of its own: the fault may be that of another. */
  private void run(ServedModel model, List<Job> jobs) {
    jobs.forEach(job -> job.progress().runs());
    try (ModelRun run = model.run(jobs.stream().map(Job::request).toList())) {
      jobs.forEach(job -> job.progress().ran());
      observer.ran(model.name(), jobs.size(), jobs.get(0).progress().times().execute());
      helpers.forEach(jobs.size(), i -> answer(model, jobs.get(i), run, i));
    } catch (Throwable e) {
      if (jobs.size() == 1) {
        end(jobs.get(0), e);
      } else {
        jobs.forEach(job -> run(model, List.of(job)));
      }
    }
  }

  private void answer(ServedModel model, Job job, ModelRun run, int index) {
    Progress progress = job.progress();
    try (job) {
      ModelInferResponse response =
          model.write(job.request(), run.outputs(index), progress.times());
      progress.sent(job.call().answer(response));
    } catch (Throwable e) {
      end(job, e);
      return;
    }
    observer.ended(progress.report());
    job.call().complete();
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

  private static StatusRuntimeException late() {
    return StatusErrors.of(
        Status.Code.DEADLINE_EXCEEDED, "the deadline passed before it was the request's turn");
  }

  private void end(Job job, Throwable failure) {
    String name = job.model().name();
    job.close();
    end(job.call(), job.progress(), name, failure);
  }

  /** Whatever went wrong, the caller gets an answer, and the thread goes on. */
  private void end(InferenceCall call, Progress progress, String what, Throwable failure) {
    StatusRuntimeException reason = StatusErrors.because(what, failure);
    observer.ended(progress.report(reason));
    call.refuse(reason);
  }

  /** Takes no more requests; whether all those that wait were answered in time. */
  public boolean stop(Duration wait) throws InterruptedException {
    room.close();
    return workers.await(wait);
  }

  /** Takes no more requests, and ends the threads when there are none left. */
  @Override
  public void close() {
    room.close();
    helpers.close();
  }
}
