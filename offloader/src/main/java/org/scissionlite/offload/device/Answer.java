package org.scissionlite.offload.device;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.scissionlite.model.Tensor;

/**
 * The answer to one request.
 *
 * @param outputs of the model, by name, in its order
 * @param latency where the time went
 * @param traffic what crossed the network
 * @param servedBy who computed the end of the model
 * @param scenario whose slices have answered; {@link #ALONE} for the whole model
 * @param step of the scenario's dial, from 0, the finest; empty without a dial
 */
public record Answer(
    Map<String, Tensor> outputs,
    LatencyParts latency,
    Traffic traffic,
    ServedBy servedBy,
    String scenario,
    OptionalInt step) {
  /** Stands for a scenario where the device answers without one. */
  public static final String ALONE = "device-alone";

  public Answer {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /** The answer of a scenario without a dial, or of the whole model. */
  public Answer(
      Map<String, Tensor> outputs,
      LatencyParts latency,
      Traffic traffic,
      ServedBy servedBy,
      String scenario) {
    this(outputs, latency, traffic, servedBy, scenario, OptionalInt.empty());
  }
}
