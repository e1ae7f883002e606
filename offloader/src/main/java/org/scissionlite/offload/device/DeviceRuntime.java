package org.scissionlite.offload.device;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.connection.EdgeErrors;
import org.scissionlite.offload.connection.EdgeFailure;
import org.scissionlite.offload.device.LatencyParts.EdgeTimes;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/**
 * Runs the device slice of a bundle and has the edge run the rest, over one persistent connection.
 *
 * <p>When the edge gives no answer in time, or runs another bundle, the device answers with the
 * whole model, if the bundle holds it. The next request tries the edge again, unless the edge took
 * all the time there was, or runs another bundle: then it is left alone for twice the deadline. An
 * edge is not asked when the device slice has used up the time. Requests of several threads are
 * answered one after another.
 */
public final class DeviceRuntime implements AutoCloseable {
  /** With less than this share of its time left an edge would only be blamed for being late. */
  private static final int LEAST_SHARE = 10;

  private final DeviceOptions options;
  private final SplitScenario scenario;
  private final EdgeContract contract;
  private final Closer closer;
  private final DeviceSliceRun head;
  private final Fallback fallback;
  private final EdgeClient client;
  private final CircuitBreaker rest;
  private Optional<EdgeModel> edge = Optional.empty();
  private Optional<EdgeFailure> failure = Optional.empty();
  private boolean closed;

  private DeviceRuntime(Closer closer, Bundle bundle, Engine engine, DeviceOptions options) {
    this.closer = closer;
    this.options = options;
    this.scenario = bundle.manifest().scenario(options.scenario());
    this.contract = EdgeContract.of(bundle, scenario);
    this.head = closer.own(DeviceSliceRun.open(bundle, scenario, engine, options.threads()));
    this.fallback = closer.own(Fallback.open(bundle, engine, options));
    this.client = closer.own(new EdgeClient(options, contract));
    this.rest = new CircuitBreaker(options.deadline().multipliedBy(2), System::nanoTime);
  }

  /**
   * Opens the device slice, connects to the edge and asks it whether it serves the same bundle.
   *
   * @throws ScissionLiteException if the edge serves another bundle or cannot be reached, and the
   *     device cannot answer by itself
   */
  public static DeviceRuntime open(Bundle bundle, Engine engine, DeviceOptions options) {
    return Closer.build(
        closer -> {
          DeviceRuntime runtime = new DeviceRuntime(closer, bundle, engine, options);
          runtime.greetEdge();
          return runtime;
        });
  }

  private void greetEdge() {
    try {
      edge = Optional.of(client.describe(options.deadline()));
    } catch (EdgeFailure e) {
      if (!answersAlone()) {
        throw e;
      }
      failure = Optional.of(e);
    }
  }

  private boolean answersAlone() {
    return fallback instanceof Fallback.WholeModel;
  }

  /** The scenario that it runs. */
  public SplitScenario scenario() {
    return scenario;
  }

  /** The model's inputs. */
  public List<TensorSpec> inputs() {
    return head.inputs();
  }

  /** What the user should know about the edge as it is now, if anything. */
  public synchronized Optional<String> note() {
    if (failure.isPresent()) {
      String what =
          failure.get().kind() == EdgeFailure.Kind.OTHER_BUNDLE
              ? failure.get().getMessage()
              : "edge %s does not answer".formatted(options.edgeName());
      return Optional.of(answersAlone() ? what + "; the device answers meanwhile" : what);
    }
    return edge.filter(model -> !model.tellsBundle())
        .map(
            model ->
                "edge %s does not tell its bundle; only names, types and shapes were compared"
                    .formatted(options.edgeName()));
  }

  /**
   * Answers one request.
   *
   * @param inputs the model's, by name
   * @throws ScissionLiteException for a missing or wrong input; if the edge gives no answer and the
   *     device cannot answer by itself; if the thread is interrupted, which it then still is; or if
   *     this runtime is closed
   */
  public synchronized Answer infer(Map<String, Tensor> inputs) {
    if (closed) {
      throw new ScissionLiteException("this device runtime is closed; open another one");
    }
    Stopwatch watch = new Stopwatch();
    Optional<EdgeFailure> resting = rest.now();
    if (resting.isPresent() && answersAlone()) {
      return answerAlone(inputs, resting.get(), watch);
    }
    try {
      Answer answer = askEdge(inputs, watch);
      failure = Optional.empty();
      return answer;
    } catch (EdgeFailure e) {
      remember(e);
      return answerAlone(inputs, e, watch);
    }
  }

  private void remember(EdgeFailure latest) {
    if (latest.kind() != EdgeFailure.Kind.NOT_ASKED) {
      edge = Optional.empty();
      failure = Optional.of(latest);
      rest.after(latest);
    }
  }

  private Answer answerAlone(Map<String, Tensor> inputs, EdgeFailure why, Stopwatch watch) {
    if (Thread.currentThread().isInterrupted()) {
      throw EdgeErrors.interrupted(why);
    }
    return fallback.answer(inputs, why, watch.parts(EdgeTimes.NONE));
  }

  private Answer askEdge(Map<String, Tensor> inputs, Stopwatch watch) {
    if (edge.isEmpty()) {
      edge = Optional.of(client.describe(left(watch)));
    }
    EdgeModel model = edge.get();
    long headBegun = watch.elapsedNanos();
    Map<String, Tensor> wire = head.run(inputs);
    watch.deviceDone(headBegun);
    long encodeBegun = watch.elapsedNanos();
    ModelInferRequest request = new RequestWriter(contract).write(wire, model.tellsBundle());
    watch.encodeDone(encodeBegun);
    ModelInferResponse response = client.infer(request, model, left(watch));
    Map<String, Tensor> outputs = new ResponseReader(options.edgeName()).read(response, model);
    Traffic traffic =
        new Traffic(
            RequestWriter.payloadBytes(request),
            Traffic.framedBytes(request),
            Traffic.framedBytes(response));
    return new Answer(
        outputs,
        watch.parts(ResponseReader.times(response)),
        traffic,
        new ServedBy.Edge(options.edgeName(), contract.model()));
  }

  /** The time that is left for the edge. */
  private Duration left(Stopwatch watch) {
    Duration all = options.deadline().minus(fallback.reserve());
    Duration left = all.minusNanos(watch.elapsedNanos());
    Duration least = answersAlone() ? all.dividedBy(LEAST_SHARE) : Duration.ofNanos(1);
    if (left.compareTo(least) < 0) {
      throw new EdgeFailure(
          EdgeFailure.Kind.NOT_ASKED,
          "edge %s was not asked: the device took %d ms of the deadline of %d ms; raise the deadline"
              .formatted(
                  options.edgeName(),
                  TimeUnit.NANOSECONDS.toMillis(watch.elapsedNanos()),
                  options.deadline().toMillis()));
    }
    return left;
  }

  /** Closes the connection and frees the slices; a second call does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    closer.close();
  }
}
