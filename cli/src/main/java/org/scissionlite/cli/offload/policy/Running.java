package org.scissionlite.cli.offload.policy;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.adaptive.AdaptiveRuntime;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.stream.FrameRunner;

/**
 * What answers pictures with an edge, by one scenario or by several.
 *
 * @param name of the scenario, for messages
 * @param inputs of the model
 * @param runner answers
 * @param meetsOtherBundle whether no edge answers, and one of them because it runs another bundle
 * @param runtime to be closed
 */
public record Running(
    String name,
    List<TensorSpec> inputs,
    FrameRunner runner,
    BooleanSupplier meetsOtherBundle,
    AutoCloseable runtime)
    implements AutoCloseable {
  private static final String ADAPTIVE = "several scenarios";

  public Running {
    inputs = List.copyOf(inputs);
  }

  /** One scenario. */
  public static Running of(DeviceRuntime runtime) {
    return new Running(
        runtime.scenario().name(),
        runtime.inputs(),
        runtime::submit,
        runtime::meetsOtherBundle,
        runtime);
  }

  /** The scenario that suits the link. */
  public static Running of(AdaptiveRuntime runtime) {
    return new Running(
        ADAPTIVE, runtime.inputs(), runtime::submit, runtime::meetsOtherBundle, runtime);
  }

  @Override
  public void close() {
    try {
      runtime.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
