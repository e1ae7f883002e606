package org.scissionlite.offload.rest;

import java.util.Set;
import org.scissionlite.protocol.ModelInferRequest;

/**
 * A request as JSON has it.
 *
 * @param message the same by gRPC, all tensors raw
 * @param isBinary whether outputs come as bytes where nothing else is said
 * @param binary the outputs that come as bytes
 * @param text the outputs that come as JSON
 */
record InferenceRequest(
    ModelInferRequest message, boolean isBinary, Set<String> binary, Set<String> text) {
  InferenceRequest {
    binary = Set.copyOf(binary);
    text = Set.copyOf(text);
  }

  /** Whether an output comes as bytes. */
  boolean isBinary(String output) {
    return binary.contains(output) || (isBinary && !text.contains(output));
  }
}
