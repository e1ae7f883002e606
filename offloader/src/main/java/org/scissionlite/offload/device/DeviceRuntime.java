package org.scissionlite.offload.device;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.device.LatencyParts.EdgeTimes;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/**
 * Runs the device slice of a bundle and has the edge run the rest, over one persistent connection.
 *
 * <p>When the edge gives no answer in time, the device answers with the whole model, if the bundle
 * holds it. The next request tries the edge again, unless the edge took all the time there was:
 * then it is left alone for twice the deadline. Requests of several threads are answered one after
 * another.
 */
public final class DeviceRuntime implements AutoCloseable {
  private final DeviceOptions options;
  private final SplitScenario scenario;
  private final Contract contract;
  private final Head head;
  private final Fallback fallback;
  private final EdgeClient client;
  private final Rest rest;
  private Optional<EdgeModel> edge = Optional.empty();

  private DeviceRuntime(
      Bundle bundle, Engine engine, DeviceOptions options, SplitScenario scenario) {
    this.options = options;
    this.scenario = scenario;
    this.contract = Contract.of(bundle, scenario);
    this.head = Head.open(bundle, scenario, engine, options.threads());
    this.fallback = Fallback.open(bundle, engine, options);
    this.client = new EdgeClient(options, contract);
    this.rest = new Rest(options.deadline().multipliedBy(2), System::nanoTime);
  }

  /**
   * Opens the device slice, connects to the edge and asks it whether it serves the same bundle.
   *
   * @throws ScissionLiteException if the edge serves another bundle, or if it cannot be reached and
   *     the device cannot answer by itself
   */
  public static DeviceRuntime open(Bundle bundle, Engine engine, DeviceOptions options) {
    SplitScenario scenario = bundle.manifest().scenario(options.scenario());
    DeviceRuntime runtime = new DeviceRuntime(bundle, engine, options, scenario);
    try {
      runtime.edge = Optional.of(runtime.client.describe(options.deadline()));
    } catch (EdgeFailure e) {
      if (runtime.fallback instanceof Fallback.None) {
        runtime.close();
        throw e;
      }
    } catch (ScissionLiteException e) {
      runtime.close();
      throw e;
    }
    return runtime;
  }

  /** The scenario that it runs. */
  public SplitScenario scenario() {
    return scenario;
  }

  /** The model's inputs. */
  public List<TensorSpec> inputs() {
    return head.inputs();
  }

  /** What the user should know about the edge, if anything. */
  public synchronized Optional<String> note() {
    if (edge.isEmpty()) {
      return Optional.of(
          "edge %s does not answer; the device answers until it does"
              .formatted(options.edgeName()));
    }
    return edge.get().tellsBundle()
        ? Optional.empty()
        : Optional.of(
            "edge %s does not tell its bundle; only names, types and shapes were compared"
                .formatted(options.edgeName()));
  }

  /**
   * Answers one request.
   *
   * @param inputs the model's, by name
   * @throws ScissionLiteException for a missing or wrong input, if the edge refuses the request, or
   *     if it gives no answer and the device cannot answer by itself
   */
  public synchronized Answer infer(Map<String, Tensor> inputs) {
    Stopwatch watch = new Stopwatch();
    Optional<EdgeFailure> away = rest.now();
    if (away.isPresent() && fallback instanceof Fallback.WholeModel) {
      return fallback.answer(inputs, away.get(), watch.parts(EdgeTimes.NONE));
    }
    Map<String, Tensor> wire = head.run(inputs);
    watch.deviceDone();
    try {
      return askEdge(wire, watch);
    } catch (EdgeFailure e) {
      rest.after(e);
      return fallback.answer(inputs, e, watch.parts(EdgeTimes.NONE));
    }
  }

  private Answer askEdge(Map<String, Tensor> wire, Stopwatch watch) {
    EdgeModel model = edge.isPresent() ? edge.get() : client.describe(left(watch));
    edge = Optional.of(model);
    long begunNanos = watch.elapsedNanos();
    ModelInferRequest request = new RequestWriter(contract).write(wire, model.tellsBundle());
    watch.encodeDone(begunNanos);
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

  private Duration left(Stopwatch watch) {
    return options.deadline().minus(fallback.reserve()).minusNanos(watch.elapsedNanos());
  }

  /** Closes the connection and frees the slices; a second call does nothing. */
  @Override
  public synchronized void close() {
    client.close();
    head.close();
    fallback.close();
  }
}
