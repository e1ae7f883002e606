package org.scissionlite.offload.edge.registry;

import java.util.List;
import java.util.Map;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.protocol.ModelInferRequest;

/**
 * A request that fits its model.
 *
 * @param message as it came
 * @param requested the outputs that it asks for
 * @param inputs its tensors, decoded; they may lie in the message's memory
 */
public record ReadRequest(
    ModelInferRequest message, List<TensorSpec> requested, Map<String, Tensor> inputs) {
  public ReadRequest {
    requested = List.copyOf(requested);
    inputs = Map.copyOf(inputs);
  }
}
