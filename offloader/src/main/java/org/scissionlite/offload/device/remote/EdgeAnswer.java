package org.scissionlite.offload.device.remote;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.scissionlite.model.Tensor;

/**
 * What an edge answered.
 *
 * @param outputs of the edge slice, by name
 * @param times what the edge says about its own time
 * @param payloadBytes of the tensors that were sent, after the codec; where gRPC compressed the
 *     message, all of it
 * @param sentBytes of the request message as it crossed, without gRPC's 5 bytes before it
 * @param receivedBytes of the response message, likewise
 */
public record EdgeAnswer(
    Map<String, Tensor> outputs,
    EdgeTimes times,
    long payloadBytes,
    long sentBytes,
    long receivedBytes) {
  public EdgeAnswer {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }
}
