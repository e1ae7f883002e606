package org.scissionlite.offload.device;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.connection.EdgeFailure;

/** What the device does when the edge gives no answer. */
sealed interface Fallback extends AutoCloseable {
  /** How much of the deadline the device keeps back for itself. */
  Duration reserve();

  /**
   * The device's own answer.
   *
   * @param spent what was done before the edge failed
   * @throws EdgeFailure the given one, if the device cannot answer
   */
  Answer answer(Map<String, Tensor> inputs, EdgeFailure failure, LatencyParts spent);

  @Override
  void close();

  /** Opens the whole model if it is there and wanted. */
  static Fallback open(Bundle bundle, Engine engine, DeviceOptions options) {
    if (!options.answerLocally() || bundle.manifest().wholeModel() == null) {
      return new None();
    }
    return Closer.build(
        closer ->
            WholeModel.warm(
                closer.own(LocalRuntime.open(bundle, engine, options.threads())), options));
  }

  /** The device cannot answer by itself. */
  record None() implements Fallback {
    @Override
    public Duration reserve() {
      return Duration.ZERO;
    }

    @Override
    public Answer answer(Map<String, Tensor> inputs, EdgeFailure failure, LatencyParts spent) {
      throw failure;
    }

    @Override
    public void close() {
      // there is nothing to free
    }
  }

  /**
   * The device has the whole model.
   *
   * @param reserve what one answer takes, with a half and 20 ms on top for timers that fire late;
   *     at most half of the deadline
   */
  record WholeModel(LocalRuntime runtime, Duration reserve) implements Fallback {
    private static final Duration LATE_TIMER = Duration.ofMillis(20);

    /**
     * Runs the model on zeros, once to have it ready and once more to know how long it takes: the
     * first run of a session is slower than all others.
     */
    static WholeModel warm(LocalRuntime runtime, DeviceOptions options) {
      Map<String, Tensor> zeros = new LinkedHashMap<>();
      runtime.inputs().forEach(spec -> zeros.put(spec.name(), Tensor.zeros(spec.type())));
      runtime.infer(zeros);
      Duration answer = Duration.ofNanos(runtime.infer(zeros).latency().totalNanos() * 3 / 2);
      Duration wanted = answer.plus(LATE_TIMER);
      Duration most = options.deadline().dividedBy(2);
      return new WholeModel(runtime, wanted.compareTo(most) < 0 ? wanted : most);
    }

    @Override
    public Answer answer(Map<String, Tensor> inputs, EdgeFailure failure, LatencyParts spent) {
      Answer answer = runtime.infer(inputs);
      LatencyParts latency =
          new LatencyParts(
              spent.deviceNanos() + answer.latency().deviceNanos(),
              spent.encodeNanos(),
              spent.transferNanos(),
              LatencyParts.EdgeTimes.NONE);
      return new Answer(
          answer.outputs(), latency, Traffic.NONE, new ServedBy.Device(failure.getMessage()));
    }

    @Override
    public void close() {
      runtime.close();
    }
  }
}
