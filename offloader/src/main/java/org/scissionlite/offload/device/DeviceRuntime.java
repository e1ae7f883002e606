package org.scissionlite.offload.device;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.DialStep;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.connection.EdgeErrors;
import org.scissionlite.offload.device.local.LocalAnswers;
import org.scissionlite.offload.device.local.LocalModels;
import org.scissionlite.offload.device.remote.ConnectionSettings;
import org.scissionlite.offload.device.remote.EdgeContract;
import org.scissionlite.offload.device.remote.Edges;
import org.scissionlite.offload.device.remote.RequestWriter;
import org.scissionlite.offload.device.timing.RunningTime;

/**
 * Runs the device slice of a bundle and has an edge run the rest. While one image is on the wire
 * the next is computed, so that the slowest stage alone bounds how many are answered in a second.
 *
 * <p>Every image gets one answer or one error. When no edge answers, or the answer would come after
 * the deadline, the device runs the edge slice itself on what its own slice wrote; where it knows
 * beforehand that no edge will answer, the whole model if that is faster. An edge that failed rests
 * until it is found well again in the background; meanwhile the next one in order of preference is
 * asked. Thread-safe.
 */
public final class DeviceRuntime implements AutoCloseable {
  /** How much longer than its deadline an image may take before {@link #close} gives it up. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** A first connection of a program that has just begun takes longer than an image may. */
  private static final Duration LEAST_GREETING = Duration.ofSeconds(2);

  private final DeviceOptions options;
  private final SplitScenario scenario;
  private final List<DialStep> steps;
  private final Closer closer;
  private final ExecutorService headThread;
  private final Stages stages;
  private final InFlight images;
  private boolean closed;

  private DeviceRuntime(Closer closer, Bundle bundle, Engine engine, DeviceOptions options) {
    this.closer = closer;
    this.options = options;
    this.scenario = bundle.manifest().scenario(options.scenario());
    this.images = new InFlight(options.inFlight());
    this.steps = bundle.steps(scenario);
    requireStep(options.step());
    EdgeContract contract = EdgeContract.of(bundle, scenario);
    DeviceSliceRun head =
        closer.own(DeviceSliceRun.open(bundle, scenario, engine, options.threads()));
    LocalModels models = closer.own(localModels(bundle, engine));
    this.headThread = Executors.newSingleThreadExecutor(work -> daemon(work, "device-head"));
    closer.own((AutoCloseable) headThread::shutdownNow);
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "device-timer"));
    closer.own((AutoCloseable) timer::shutdownNow);
    this.stages =
        new Stages(
            scenario,
            head,
            headThread,
            new RunningTime(),
            new RequestWriter(contract),
            closer.own(edges(contract, timer, models.canAnswer())),
            models,
            closer.own(new LocalAnswers(options.deadline())),
            timer,
            options.deadline());
  }

  private LocalModels localModels(Bundle bundle, Engine engine) {
    return options.answerLocally()
        ? LocalModels.open(bundle, scenario, engine, options.threads())
        : LocalModels.none();
  }

  private Edges edges(EdgeContract contract, ScheduledExecutorService timer, boolean answersAlone) {
    return new Edges(
        options.edges(),
        contract,
        new ConnectionSettings(options.keepAlive(), options.congestionControl(), options.access()),
        timer,
        answersAlone ? "the device answers meanwhile" : "",
        options.changes());
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Opens the device slice, connects to the edges and asks them whether they serve the same bundle.
   *
   * @throws ScissionLiteException if none does or can be reached, and the device cannot answer by
   *     itself
   */
  public static DeviceRuntime open(Bundle bundle, Engine engine, DeviceOptions options) {
    return Closer.build(
        closer -> {
          DeviceRuntime runtime = new DeviceRuntime(closer, bundle, engine, options);
          runtime.stages.warmUp();
          runtime.greetEdges();
          return runtime;
        });
  }

  private void greetEdges() {
    boolean hasty = options.deadline().compareTo(LEAST_GREETING) < 0;
    stages.edges().greet(hasty ? LEAST_GREETING : options.deadline());
    if (stages.edges().best().isEmpty() && !stages.models().canAnswer()) {
      throw stages.edges().failure();
    }
  }

  /** The scenario that it runs. */
  public SplitScenario scenario() {
    return scenario;
  }

  /** The steps of the scenario's dial, the finest first; a single one where it has none. */
  public List<DialStep> steps() {
    return steps;
  }

  /** The model's inputs. */
  public List<TensorSpec> inputs() {
    return stages.head().inputs();
  }

  /** What the user should know about the edges as they are now, if anything. */
  public Optional<String> note() {
    return stages.edges().note();
  }

  /** For how long no edge has been asked, as all of them rest after a failure; zero if one is. */
  public Duration edgesRest() {
    return stages.edges().away();
  }

  /** Whether no edge answers, and one of them because it runs another bundle. */
  public boolean meetsOtherBundle() {
    return stages.edges().meetOtherBundle();
  }

  /**
   * Answers one image, and waits for that.
   *
   * @param inputs the model's, by name
   * @throws ScissionLiteException for a missing or wrong input; if no edge gives an answer and the
   *     device cannot answer by itself; if the thread is interrupted, which it then still is; or if
   *     this runtime is closed
   */
  public Answer infer(Map<String, Tensor> inputs) {
    CompletableFuture<Answer> answer = submit(inputs, System.nanoTime());
    try {
      return answer.get();
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw EdgeErrors.interrupted(e);
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure
        ? failure
        : new ScissionLiteException("the request failed: " + cause.getMessage(), cause);
  }

  /**
   * Begins to answer an image; waits for a place if {@link DeviceOptions#inFlight} are on their
   * way. The tensors must not change until the answer is there.
   *
   * @param inputs the model's, by name
   * @param arrivedNanos when the image arrived, of {@link System#nanoTime}: its deadline counts
   *     from then, and so does the time that it waits for its turn
   * @return the answer, or what {@link #infer} throws; what depends on it runs on threads of this
   *     runtime, so that it should be quick, and must not submit the next. Cancelling it ends the
   *     work
   */
  public CompletableFuture<Answer> submit(Map<String, Tensor> inputs, long arrivedNanos) {
    return submit(inputs, arrivedNanos, Sending.at(options.step()));
  }

  /**
   * The same.
   *
   * @param sending how this image is sent
   */
  public CompletableFuture<Answer> submit(
      Map<String, Tensor> inputs, long arrivedNanos, Sending sending) {
    requireStep(sending.step());
    ImageRun image = new ImageRun(stages, inputs, arrivedNanos, sending);
    try {
      if (!images.enter(image)) {
        return CompletableFuture.failedFuture(closedFailure());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(EdgeErrors.interrupted(e));
    }
    var unused = image.answer().whenComplete((answer, failure) -> images.leave(image));
    image.begin();
    return image.answer();
  }

  private void requireStep(int step) {
    if (step < 0 || step >= steps.size()) {
      throw new UsageException(
          "scenario '%s': expected a step of its dial, 0 to %d, got %d"
              .formatted(scenario.name(), steps.size() - 1, step));
    }
  }

  private static ScissionLiteException closedFailure() {
    return new ScissionLiteException("this device runtime is closed; open another one");
  }

  /**
   * Takes no more images, waits until those on their way are answered, which their deadline bounds,
   * and frees the slices; a second call does nothing. An image that has no answer long after its
   * deadline, or when the thread is interrupted, gets an error.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      images.close(options.deadline().plus(GRACE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    images.left().forEach(image -> image.fail(closedFailure()));
    stages.edges().close();
    if (threadsEnd()) {
      closer.close();
    }
  }

  /** A slice that still runs must not be freed. */
  private boolean threadsEnd() {
    boolean interrupted = Thread.interrupted();
    headThread.shutdownNow();
    try {
      return headThread.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)
          && stages.local().stop(GRACE);
    } catch (InterruptedException e) {
      interrupted = true;
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
