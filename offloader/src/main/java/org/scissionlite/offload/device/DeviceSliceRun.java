package org.scissionlite.offload.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.DialledSession;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.bundle.WireTensor;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.wire.PinnedSession;

/** What the device does before it sends. */
sealed interface DeviceSliceRun extends AutoCloseable {
  /** The model's inputs. */
  List<TensorSpec> inputs();

  /**
   * The wire tensors and the outputs that the device keeps; valid until the next run.
   *
   * @param step of the scenario's dial; without one it is not looked at
   */
  Map<String, Tensor> run(Map<String, Tensor> inputs, int step);

  /** Whether the step is looked at. */
  boolean hasDial();

  @Override
  void close();

  /** Opens a scenario's device slice; one without nodes is left out: its inputs are sent. */
  static DeviceSliceRun open(Bundle bundle, SplitScenario scenario, Engine engine, int threads) {
    List<TensorSpec> ends =
        Stream.concat(
                scenario.wire().stream().map(WireTensor::spec), scenario.keptOutputs().stream())
            .distinct()
            .toList();
    Session opened = bundle.open(scenario.device(), engine, threads);
    PinnedSession session = new PinnedSession(opened);
    if (!session.outputs().containsAll(ends)) {
      session.close();
      throw new ScissionLiteException(
          "device slice of scenario '%s': the manifest says that it writes %s, its file writes %s; the bundle is broken, prepare it again"
              .formatted(scenario.name(), ends, session.outputs()));
    }
    if (session.inputs().containsAll(ends)) {
      List<TensorSpec> inputs = session.inputs();
      session.close();
      return new Nothing(inputs);
    }
    Optional<DialledSession> dial =
        opened instanceof DialledSession dialled ? Optional.of(dialled) : Optional.empty();
    return new Slice(session, dial);
  }

  /** A device slice. */
  record Slice(PinnedSession session, Optional<DialledSession> dial) implements DeviceSliceRun {
    @Override
    public List<TensorSpec> inputs() {
      return session.inputs();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs, int step) {
      dial.ifPresent(each -> each.step(step));
      return session.run(inputs);
    }

    @Override
    public boolean hasDial() {
      return dial.isPresent();
    }

    @Override
    public void close() {
      session.close();
    }
  }

  /** The inputs are sent as they are. */
  record Nothing(List<TensorSpec> inputs) implements DeviceSliceRun {
    public Nothing {
      inputs = List.copyOf(inputs);
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> given, int step) {
      for (TensorSpec spec : inputs) {
        Tensor tensor = given.get(spec.name());
        if (tensor == null || !tensor.type().equals(spec.type())) {
          throw new ScissionLiteException(
              "input %s: got %s"
                  .formatted(spec, tensor == null ? "only " + given.keySet() : tensor.type()));
        }
      }
      return given;
    }

    @Override
    public boolean hasDial() {
      return false;
    }

    @Override
    public void close() {
      // there is nothing to free
    }
  }
}
